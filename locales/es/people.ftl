## Entrar y salir.

sign-in-title = Entrar
sign-in-lede = No hay contraseña. Le enviamos un enlace por correo, y con su botón usted entra.
sign-in-email = Su correo electrónico
    .hint = El que conocen su equipo o la organización anfitriona.
sign-in-send = Enviarme un enlace
sign-in-sent = Mire su correo
    .says = Si { $email } es correcto, un enlace va en camino. Sirve una sola vez, durante { $minutes } minutos.
    .nothing = ¿No llega nada después de unos minutos? Mire en el correo no deseado o revise que la dirección esté bien escrita.
sign-in-again = Enviar otro enlace
sign-in-link = Un paso más
    .says = Está por entrar como { $email }.
sign-in-now = Entrar
sign-in-done = Usted ha entrado.
sign-out-done = Usted ha salido.
sign-out-everywhere-done = Usted ha salido en todos los dispositivos.
sign-in-link-used = Este enlace ya se usó. Pida uno nuevo en la página para entrar.
sign-in-link-old = Este enlace es demasiado antiguo. Pida uno nuevo en la página para entrar.
email-wrong = Esto no parece un correo electrónico. Debería ser como nombre@example.org.

## La cuenta propia.

account-title = Su cuenta
account-name = Su nombre
    .hint = Como otras personas deben leerlo.
account-language = Idioma
    .hint = De estas páginas y del correo que le enviamos.
account-saved = Su cuenta está guardada.
account-devices = Sus dispositivos
    .says = Si perdió o comparte un teléfono o una computadora que usó, salga en todas partes. Puede volver a entrar enseguida.
account-sign-out-everywhere = Salir en todas partes
account-name-missing = Escriba su nombre, por favor.
account-name-long = Escriba un nombre de 120 letras como máximo, en una sola línea.
account-language-unknown = Elija uno de los idiomas, por favor.

## Lo que alguien hace para la organización anfitriona.

role-lead = Responsable
role-facilitator = Facilitación
role-coach = Acompañamiento
role-content-expert = Especialista
role-coordinator = Coordinación
role-evaluator = Evaluación

## Correo.

mail-foot =
    { $name }
    { $url }
mail-sign-in = Entrar en { $name }
    .body =
        Hola:

        abra esta página y presione su botón para entrar:

        { $url }

        El enlace sirve una sola vez, durante { $minutes } minutos. Si usted no lo pidió, no haga nada: nadie puede usarlo sin su correo.

## Leer un archivo de agencias y escuelas.

import-too-large = El archivo pesa más de 64 megabytes. Divídalo e importe las partes una tras otra.
import-not-utf8 = El archivo no es texto UTF-8: falla en el byte { $byte }. Guárdelo como «CSV UTF-8» e inténtelo de nuevo.
import-not-text = Este no es un archivo de texto. Guárdelo como «CSV UTF-8» e inténtelo de nuevo.
import-empty = El archivo no tiene filas.
import-not-table = La primera fila debería nombrar las columnas, separadas por comas.
import-column-missing = Falta la columna «{ $column }».
import-row-ragged = La fila { $row } tiene otro número de columnas que la primera.
import-cds-wrong = Fila { $row }: «{ $value }» no es un código CDS. Deberían ser 14 dígitos, sin quitar los ceros del principio.
import-cds-twice = La fila { $row } tiene el mismo código CDS que la fila { $first }. Cada escuela debería aparecer una vez.
import-nces-wrong = Fila { $row }: «{ $value }» no es un identificador NCES de escuela. Deberían ser 12 dígitos, o nada.
import-name-wrong = Fila { $row }: la columna «{ $value }» debería tener un nombre de 200 letras como máximo.
import-enrolled-wrong = Fila { $row }: «{ $value }» no es un número de estudiantes. Debería ser un número entero, o nada.
import-state-wrong = Fila { $row }: «{ $value }» no es un estado. Deberían ser dos letras mayúsculas, como CA.
import-more-problems = { $count ->
    [one] Y un problema más.
   *[other] Y { $count } problemas más.
}

## El personal del centro, y quién hizo qué.

staff-title = Personal del centro
staff-lede = Quién trabaja para esta instalación, y en qué función. Quien se agrega entra con un enlace que llega a su correo electrónico.
staff-who = Persona
staff-roles = Funciones
staff-role = Función
staff-role-choose = Elija una función
staff-role-missing = Por favor elija una función.
staff-name = Nombre
staff-email = Correo electrónico
staff-appoint = Agregar a alguien, o dar otra función
staff-appoint-go = Dar la función
staff-appointed = La función está dada.
staff-dismiss = Quitar
    .of = Quitar la función { $role } a { $name }
staff-dismissed = La función está quitada. Puede darla de nuevo.
staff-lead-last = Alguien debe seguir dirigiendo. Dé antes la dirección a otra persona.
log-title = Quién hizo qué
log-lede = Las { $most } entradas más recientes. El registro nombra a personas y lo que hicieron; nunca contiene una respuesta a una encuesta.
log-empty = Todavía no se ha hecho nada
log-when = Cuándo
log-who = Quién
log-what = Qué
log-detail = Más
log-program = El programa
action-people-sign-in = Entró o salió
action-people-account-edit = Cambió su cuenta
action-people-staff-appoint = Cambió funciones del personal
action-people-staff-view = Miró el personal
action-people-agency-search = Buscó una agencia
action-people-agency-import = Importó agencias
action-people-audit-read = Leyó el registro
action-people-backup = Hizo una copia de seguridad
action-network-view = Miró una red
action-network-design = Publicó o cambió una red
action-network-application-start = Empezó una solicitud
action-network-application-read = Leyó una solicitud
action-network-application-edit = Cambió o envió una solicitud
action-network-application-list = Listó solicitudes
action-network-application-decide = Decidió sobre una solicitud
action-network-offer-answer = Respondió a una oferta
action-network-team-view = Miró un equipo
action-network-team-edit = Cambió un equipo
action-climate-survey-run = Llevó una encuesta
action-climate-survey-remove = Eliminó una encuesta
action-climate-results-view = Miró resultados
action-climate-results-share = Compartió resultados, o dejó de hacerlo
action-plan-view = Miró un plan
action-plan-edit = Cambió un plan
