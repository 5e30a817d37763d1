## La página de inicio.

home-open = Reciben solicitudes ahora
home-sessions = Abierto a todas las personas
home-networks = Redes
home-none = Todavía no hay redes
    .says = Cuando este centro describa su primera red, aquí aparecerán sus fechas y la manera de solicitar.
home-about = Qué se hace aquí

## Redes.

network-networks = Redes
network-season = La temporada
network-collaboratives = Colaborativos
network-facts = En resumen
network-fact-season = Temporada
network-fact-teams = Equipos
network-fact-who = Quién puede solicitar
network-fact-fee = Costo
network-fact-applications = Solicitudes
network-fact-contact = Preguntas
network-for-staff = Para el personal
network-free = Sin costo
network-fee-per-team = { $amount } { $currency } por equipo
network-team-size = De { $least } a { $most } personas de una agencia
network-teams-most = Hasta { $count ->
    [one] un equipo
   *[other] { $count } equipos
}
network-eligible-anywhere = { $kinds }
network-eligible-states = { $kinds } en { $states }
network-applications-open = Las solicitudes se reciben hasta el { $deadline }.
network-applications-early = Las solicitudes abren el { $opens }.
network-applications-closed = Las solicitudes cerraron el { $deadline }.
network-minutes = { $minutes } min
network-when-at = { $date }, { $from }–{ $until } ({ $zone })
network-when-between = { $from } al { $until }
network-apply = Solicitar
network-see-others = Ver otras redes

agency-kind-local = Distrito escolar o escuela chárter
agency-kind-county-office = Oficina de educación del condado
agency-kind-state = Agencia estatal de educación
agency-kinds-local = Distritos escolares y escuelas chárter
agency-kinds-county-office = oficinas de educación de condado
agency-kinds-state = agencias estatales de educación
agency-county = Condado de { $county }
agency-cds = CDS { $code }
agency-nces = NCES { $id }
agency-not-listed = Todavía no está en el directorio

## Sesiones.

network-sessions = Sesiones
network-sessions-lede = Todas las sesiones de { $name }. Las horas son de { $zone }.
network-sessions-none = Todavía no hay sesiones
    .says = El plan de la temporada se está preparando. Vuelva en un tiempo.
network-sessions-full = Cada sesión, parte por parte
network-session-check-in = Llamada inicial
network-session-kick-off = Sesión inicial
network-session-group = Sesión de grupo
network-session-workshop = Taller
network-session-webinar = Seminario web
network-session-mini-session = Minisesión
network-session-coaching = Asesoría
network-session-public = Abierta a todas las personas
network-session-place = Dónde: { $place }
network-session-before = Para leer antes:
network-session-done = pasada
network-session-now = ahora
network-session-next = la próxima
network-session-ahead = por venir
network-session-cancelled = Cancelada

## Las preguntas de una solicitud.

network-questions = Qué pregunta la solicitud
network-questions-read = Leer primero las preguntas
network-questions-lede = Para { $name }. Convérselas con sus colegas y llenen después juntos el formulario.
network-questions-facts = Primero, algunos datos
network-questions-agency = Su agencia.
network-questions-lead = Nombre, trabajo y teléfono de la persona que dirige el equipo. El teléfono puede omitirse.
network-questions-colleagues = Colegas del equipo, cada quien con nombre, correo electrónico y trabajo: al menos { $least }, a lo más { $most }.
network-questions-choices = A qué colaborativos les gustaría unirse, en orden:
network-questions-answers = Después, en sus propias palabras
network-questions-print = Esta página se imprime bien, con espacio para escribir bajo cada pregunta.
network-question-paragraphs = De { $least } a { $most } párrafos
network-question-paragraphs-words = { $paragraphs }, a lo más { $words } palabras

## Solicitar.

network-apply-title = Solicite con su equipo
network-apply-lede = { $name }
network-apply-takes = Necesita los nombres y correos electrónicos de su equipo, y cerca de una hora para escribir con ellos.
network-apply-draft = Lo que escriba se guarda como borrador. Puede parar y seguir después, hasta la fecha límite.
network-apply-start = Empezar una solicitud
network-application = Solicitud
network-application-back = Volver a la solicitud
network-edit-title = Su solicitud
network-edit-lede = Nada se envía hasta que usted lo envíe. Hágalo a más tardar el { $deadline }.
network-edit-go-on = Seguir escribiendo
network-edit-refused = Abajo está lo que escribió, para que pueda copiarlo. Si algo falló de nuestro lado, escriba a { $contact }.
network-agency = Su agencia
network-agency-none = Búsquela por su nombre o código.
network-agency-choose = Elegir su agencia
network-agency-change = Elegir otra agencia
network-agency-title = ¿Para qué agencia solicita?
network-agency-lede = El mismo nombre puede repetirse en varios condados; por favor fíjese también en el condado.
network-agency-search = Nombre, número NCES o código CDS
    .hint = Por ejemplo: Rivera Valley, o 0699011, o 91-10110.
network-agency-find = Buscar
network-agency-found = { $count ->
    [one] Se encontró una agencia
   *[other] Se encontraron { $count } agencias
}
network-agency-many = Hay más. Agregue un condado u otra palabra del nombre para ver menos.
network-agency-take = Tomar esta agencia
network-agency-nothing = No se encontró nada
    .says = Pruebe con una palabra del nombre, o con el código. Si su agencia no está en nuestro directorio, escríbala abajo.
network-agency-type = Mi agencia no está en la lista
    .says = Escríbala y nosotros la buscaremos después. Su solicitud vale igual que las demás.
network-agency-type-take = Tomar lo que escribí
network-agency-name = Nombre de la agencia
network-agency-kind = Tipo de agencia
network-agency-county = Condado
network-agency-state = Estado
    .hint = Dos letras, como CA.
network-agency-chosen = Su agencia quedó elegida.
network-lead = Sobre usted
network-lead-role = Líder del equipo
network-your-name = Su nombre
network-your-work = Su trabajo en la agencia
network-phone = Teléfono
network-name = Nombre
network-email = Correo electrónico
network-work = Trabajo en la agencia
network-optional = (opcional)
network-colleague = Colega { $number }
network-colleague-more = Colega { $number }, si lo hay
network-choices = Colaborativos a los que les gustaría unirse
    .hint = Primero el que más desean. No hace falta ordenarlos todos.
network-choice = Opción { $number }
network-choice-none = Por favor elija
network-answers = En sus propias palabras
network-count = Párrafos: {"{"}paragraphs{"}"} de {"{"}paragraphs_max{"}"}
    .over = Demasiado largo. Párrafos: {"{"}paragraphs{"}"} de {"{"}paragraphs_max{"}"}
network-count-words = Palabras: {"{"}words{"}"} de {"{"}words_max{"}"}. Párrafos: {"{"}paragraphs{"}"} de {"{"}paragraphs_max{"}"}
    .over = Demasiado largo. Palabras: {"{"}words{"}"} de {"{"}words_max{"}"}. Párrafos: {"{"}paragraphs{"}"} de {"{"}paragraphs_max{"}"}
network-submit = Enviar la solicitud
network-draft-save = Guardar el borrador
network-draft-saved = Su borrador está guardado. Todavía no se ha enviado nada.
network-draft-unsaved = Sin guardar todavía
network-draft-kept = Guardado
network-draft-offline = Sin conexión. Su texto queda en este dispositivo y se guardará en cuanto se pueda.
network-draft-refused = Esto no se pudo guardar. Presione “Guardar el borrador” para ver por qué.
network-draft-restored = Regresó el texto de este dispositivo que no se había guardado.
network-draft-conflict = En otra página o dispositivo se guardó un texto más nuevo.
network-draft-use = Usar el texto de este dispositivo
network-draft-other = Guardado en otro lugar:
network-draft-newer = En otra página se guardó un texto más nuevo
    .says = No se perdió nada. Los campos muestran lo que acaba de escribir; donde el texto guardado es distinto, aparece debajo. Tome lo que quiera de ambos y guarde otra vez.
network-withdraw = Retirar la solicitud
network-withdraw-title = ¿Retirar la solicitud?
    .says = Su solicitud a { $network } ya no se leerá. Puede empezar otra hasta la fecha límite.
network-withdraw-now = Retirarla
network-not-now = Ahora no
network-application-taken-back = La solicitud quedó retirada.
network-application-received = Recibimos su solicitud. Una confirmación va en camino a su correo.

network-fact-submitted = Enviada
network-fact-colleagues = Colegas
network-fact-choices = Colaborativos deseados
network-answer-none = Todavía sin respuesta.

network-state-draft = Borrador
    .says = Solo usted puede ver esto. No se ha enviado.
    .late = La fecha límite pasó y esto no se envió. Su texto queda aquí para leerlo. Para preguntas escriba a { $contact }.
network-state-submitted = Enviada
    .says = La tenemos, y le escribiremos cuando haya una decisión.
network-state-offered = Lugar ofrecido
    .says = Hay un lugar ofrecido. Conteste a tiempo, por favor, para que otro equipo pueda tomarlo si ustedes no pueden.
    .late = El tiempo para contestar pasó. Escriba a { $contact } si su equipo todavía quiere venir.
network-state-accepted = Aceptada
    .says = El equipo tiene su lugar.
network-state-turned-down = Oferta rechazada
    .says = Usted rechazó la oferta. Escriba a { $contact } si esto cambia.
network-state-waitlisted = En lista de espera
    .says = Por ahora no hay lugar. Le escribiremos en cuanto se libere uno.
network-state-declined = Esta vez no
    .says = Esta temporada no hay lugar para este equipo. Escriba a { $contact } si quiere conversarlo.
network-state-withdrawn = Retirada
    .says = Esta solicitud se retiró y no se lee.

## Ofertas.

network-offer = Un lugar para su equipo
    .says = Su equipo tiene invitación a { $place }.
network-offer-by = Conteste a más tardar el { $answer_by }.
network-offer-over = Había que contestar a más tardar el { $answer_by }.
network-offer-answer = Contestar la oferta
network-answer-title = ¿Vendrá su equipo?
    .says = { $place }, { $network }: un lugar para { $agency }. Conteste a más tardar el { $answer_by }. Si acepta, el espacio de su equipo se abre de inmediato y sus colegas reciben un correo.
network-offer-accept = Sí, venimos
network-offer-turn-down = No, no podemos
network-offer-accepted = ¡Bienvenidos! Este es el espacio de su equipo.
network-offer-turned-down = Usted rechazó la oferta. Gracias por avisarnos.

## Elegir.

network-applications = Solicitudes
network-list-agency = Agencia
network-list-state = Estado de la solicitud
network-list-all = Todas
network-list-search = Agencia o líder
network-twin = Una agencia de este nombre solicitó dos veces: una desde el directorio y otra escrita a mano.
network-twin-look = Ver la otra solicitud de { $agency }
network-list-show = Mostrar
network-list-count = { $count ->
    [one] Una solicitud
   *[other] { $count } solicitudes
}
network-list-none = Aquí no hay solicitudes
    .says = Las solicitudes aparecen en cuanto se envían. Los borradores son de quienes los escriben.
network-list-csv = Descargar como CSV
network-decide = Decidir
network-decide-title = Decidir sobre una solicitud
network-decide-look = Verla una vez más
network-decision = ¿Qué decide?
network-decision-waitlist = Ponerla en lista de espera
network-decision-decline = No aceptarla
network-decision-missing = Por favor elija qué decide.
network-offer-into = Ofrecer un lugar en { $place }
network-offer-into-capped = Ofrecer un lugar en { $place } ({ $taken } de { $capacity } ocupados)
network-decision-changed = Algo cambió desde que usted abrió esta página: alguien decidió, o el equipo contestó. No se envió nada. El estado de arriba es el de ahora.
network-answer-by = Contestar a más tardar
    .hint = Hace falta para una oferta. Se puede contestar hasta el final de ese día, { $zone }.
network-answer-by-missing = Por favor dé el día hasta el que se puede contestar, como 2025-11-21.
network-answer-by-past = Ese día ya pasó. Por favor dé uno que esté por venir.
network-confirm-title = ¿Está bien así?
network-confirm-offer = { $agency } recibe la oferta de un lugar en { $place }, por contestar a más tardar el { $answer_by }.
network-confirm-waitlist = { $agency } pasa a la lista de espera.
network-confirm-decline = { $agency } no se acepta.
network-confirm-mail = Quien dirige el equipo recibe un correo de inmediato.
network-confirm-send = Decidir y enviar
network-confirm-change = Cambiarlo
network-decision-sent = Decidido. Quien dirige el equipo recibe un correo.
network-match-title = Buscarla en el directorio
network-agency-matched = La agencia quedó enlazada.

## El espacio de un equipo.

network-teams = Equipos
network-teams-none = Todavía no hay equipos
    .says = Un equipo aparece cuando acepta la oferta.
network-team-open = Abrir el espacio del equipo
network-team-season = Su temporada
network-team-to-read = Para leer
    .says = Antes de { $title }
network-team-work = Su trabajo
network-team-surveys = Encuestas y resultados
network-team-plan = Plan
network-team-people = Personas
network-team-coach = Quien los asesora
network-next-check-in = Sigue: { $title }, { $when }. Piensen en qué quiere trabajar su equipo; la llamada termina con un área de enfoque.
network-next-between = Sigue: { $title }, { $when }.
network-next-session = Sigue: { $title }, { $when }.
network-next-survey = Su encuesta está abierta: { $title }
network-next-over = Las sesiones de esta temporada terminaron. Miren su plan y lo que cambió.
network-focus = Enfoque
network-focus-open = Todavía sin acordar
network-focus-title = Acordar el enfoque
network-focus-settle = Acordar el enfoque
network-focus-change = Cambiar el enfoque
network-focus-lede = Una cosa en la que trabajar juntos esta temporada. Pueden cambiarla después, cuando sepan más.
network-focus-area = Área de enfoque
network-focus-sentence = En una frase propia
    .hint = Por ejemplo: Una persona adulta conoce bien a cada estudiante.
network-focus-saved = El enfoque quedó acordado.
network-members-title = Personas del equipo
network-members-new = Agregar a alguien
network-members-remove = Quitar
    .label = Quitar a { $person }
network-member-removed = Listo. El calendario tiene una dirección nueva, que está en la página del equipo.
network-remove-title = ¿Quitar a esta persona del equipo?
    .says = { $person } ya no verá el espacio de { $team } ni recibirá correos sobre él. Lo que escribió se queda. El calendario del equipo tendrá una dirección nueva; las demás personas deben configurarlo otra vez.
network-remove-now = Quitar del equipo
network-members-email = Recibe un correo y entra con esta dirección.
network-members-role = ¿Qué es en el equipo?
network-members-add = Agregar al equipo
network-member-added = Listo. Las personas nuevas reciben un correo.
team-role-lead = Líder
    .says = Líder: contesta ofertas, comparte resultados, agrega personas
team-role-member = Integrante
    .says = Integrante: trabaja en las encuestas y el plan
team-role-sponsor = Patrocinador
    .says = Patrocinador: respalda al equipo en la agencia
team-role-substitute = Suplente
    .says = Suplente: reemplaza a un integrante
team-role-observer = Observador
    .says = Observador: ve la temporada, pero no las encuestas ni el plan
network-feed = Calendario
    .says = Ponga esta dirección en su programa de calendario: sus sesiones aparecerán allí y seguirán bien cuando algo se mueva.
network-feed-more = Cómo hacerlo, y una dirección nueva
network-feed-google = Google Calendar: Otros calendarios, luego Desde URL.
network-feed-apple = Calendario de Apple: Archivo, luego Nueva suscripción a calendario.
network-feed-outlook = Outlook: Agregar calendario, luego Suscribirse desde la web.
network-feed-renew = ¿La dirección llegó a otras manos?
    .says = Quien la tenga puede ver sus sesiones. Con una dirección nueva la anterior deja de funcionar; los calendarios que la usan deben configurarse otra vez.
network-feed-renew-now = Crear una dirección nueva
network-feed-renewed = El calendario tiene una dirección nueva. La anterior ya no funciona.
network-copy = Copiar la dirección
network-copied = Copiada

## El inicio de quien entró.

network-mine = Mi trabajo
network-mine-teams = Sus equipos
network-mine-applications = Sus solicitudes
network-mine-runs = Redes que usted lleva
network-mine-open = Ahora puede solicitar
network-mine-none = Todavía no hay nada aquí
    .says = Su cuenta está lista. Cuando un equipo le agregue, su espacio aparecerá aquí. Para contestar una encuesta no hace falta cuenta: abra el enlace que le dieron, o escriba su código. Si dirige un equipo, puede solicitar a una red.

## El directorio.

agencies-title = Agencias
agencies-count = { $count ->
    [0] El directorio está vacío. Importe un archivo para empezar.
    [one] El directorio tiene una agencia.
   *[other] El directorio tiene { $count } agencias.
}
agencies-nothing = Pruebe con una palabra del nombre, o con el código. Las agencias llegan al directorio al importar un archivo.
agencies-import = Importar agencias y escuelas
    .says = Hay dos tipos de archivo CSV en UTF-8, que se distinguen por sus columnas. En ambos se reconoce el código, así que el mismo archivo puede importarse otra vez; lo que no tiene columna en el archivo se queda como está. Si algo está mal, no se cambia nada.
agencies-schools = Escuelas, con sus distritos
    .says = Hacen falta: cds_code (14 dígitos), school, district, county. También se leen: school_type, enrolled, nces_id (12 dígitos), state (dos letras).
    .example = Ejemplo de un archivo de escuelas
agencies-agencies = Agencias, como las oficinas de condado
    .says = Hacen falta: cds_code (14 dígitos, los últimos siete 0), agency, county. También se leen: kind (local, county-office o state), nces_id (7 dígitos), state (dos letras).
    .example = Ejemplo de un archivo de agencias
agencies-file = Archivo CSV
agencies-file-missing = Por favor elija un archivo.
agencies-import-now = Importar
agencies-imported = Se importaron { $agencies } agencias, { $agencies_new } de ellas nuevas, y { $schools } escuelas, { $schools_new } de ellas nuevas.
agencies-ignored = Estas columnas no se tocaron: { $columns }.
agencies-nothing-imported = No se importó nada. Por favor corrija el archivo y pruebe otra vez.

## Qué puede estar mal en una solicitud.

network-application-early = Esta red todavía no recibe solicitudes.
network-application-late = La fecha límite de esta red pasó, así que la solicitud no se envió.
network-application-sent = Esta solicitud ya se envió y no se puede cambiar.
network-application-withdrawn = Esta solicitud se retiró.
network-application-decided = Ya hay una decisión sobre esta solicitud y no se puede retirar.
network-application-accepted = Esta solicitud ya es un equipo y no se puede decidir otra vez.
network-agency-missing = Por favor elija su agencia.
network-agency-state-ineligible = { $agency } no puede solicitar: esta red es para agencias de { $states }.
network-agency-kind-ineligible = { $agency } no puede solicitar: esta red no es para agencias de ese tipo.
network-agency-twice = { $agency } ya solicitó a esta red por medio de otra persona. No se envió nada. Por favor pregunte en su agencia.
network-agency-matched-twice = Ya se envió a esta red otra solicitud de { $agency }.
network-agency-name-wrong = Por favor dé el nombre de la agencia, en { $most } letras a lo más.
network-agency-state-wrong = Por favor dé el estado con dos letras, como CA.
network-agency-kind-missing = Por favor elija qué tipo de agencia es.
network-name-missing = Por favor dé el nombre.
network-work-missing = Por favor diga qué hace esta persona en la agencia.
network-email-twice = Esta dirección está dos veces. Cada persona del equipo tiene la suya.
network-colleagues-few = { $least ->
    [one] Por favor nombre al menos a un colega.
   *[other] Por favor nombre al menos a { $least } colegas.
}
network-colleagues-many = Un equipo tiene a lo más { $most } colegas además de quien lo dirige.
network-choice-missing = Por favor elija al menos un colaborativo.
network-answer-missing = Por favor conteste esta pregunta.
network-answer-short = Por favor escriba al menos { $least } párrafos; aquí hay { $count }. Una línea en blanco empieza otro.
network-answer-paragraphs = Por favor escriba a lo más { $most } párrafos; aquí hay { $count }.
network-answer-words = Por favor escriba a lo más { $most } palabras; aquí hay { $count }.
network-text-long = Es demasiado largo para guardarlo. Por favor escriba a lo más { $most } letras.
network-offer-none = No hay ninguna oferta por contestar.
network-offer-late = El tiempo para contestar esta oferta pasó.
network-offer-place-missing = Por favor elija un colaborativo de esta red.
network-collaborative-full = Este colaborativo está lleno: { $taken } de { $capacity } lugares están ocupados u ofrecidos.
network-focus-area-missing = Por favor elija una de las áreas.
network-team-lead-last = Un equipo necesita a alguien que lo dirija. Nombre primero a otra persona.
network-coach-title = Asignar quien asesora
network-coach-lede = Quien asesora ve la temporada del equipo y a sus integrantes. Los resultados y el plan se ven solo mientras el equipo los comparte.
network-coach-who = Quien asesora
network-coach-nobody = Nadie todavía
network-coach-saved = Quien asesora quedó asignado.
network-coach-not-staff = Quien asesora debe ser del personal del centro.

## Qué puede estar mal en el archivo de una red.

network-file-too-large = El archivo pasa de { $most } kB.
network-file-not-utf8 = El archivo no es texto en UTF-8: vea el byte { $byte }.
network-file-not-toml = La línea { $line } no es TOML: { $why }.
network-file-key-missing = Falta { $key }.
network-file-key-unknown = { $key } no es una clave conocida aquí.
network-file-string-wrong = { $key } debe ser un texto que no esté vacío.
network-file-string-long = { $key } debe tener a lo más { $most } letras.
network-file-slug-wrong = { $key } debe tener solo letras minúsculas de la a a la z, dígitos y guiones, 60 a lo más.
network-file-text-wrong = { $key } debe dar el texto por idioma, como {"{"} en = "…", es = "…" {"}"}.
network-file-text-english-missing = A { $key } le falta su texto en inglés, en.
network-file-language-wrong = { $key } debe ser la etiqueta de un idioma, como en o es.
network-file-number-wrong = { $key } debe ser un número entero de { $least } a { $most }.
network-file-flag-wrong = { $key } debe ser true o false.
network-file-date-wrong = { $key } debe ser una fecha, como "2026-01-21".
network-file-hour-wrong = { $key } debe ser una hora, como "13:00".
network-file-moment-wrong = { $key } debe ser una fecha con hora, como "2025-11-07T23:59".
network-file-hour-skipped = { $key } es una hora que los relojes se saltan ese día. Elija una antes o después.
network-file-zone-unknown = { $key } debe ser una zona horaria, como "America/Los_Angeles".
network-file-choice-wrong = { $key } debe ser uno de { $choices }.
network-file-list-wrong = { $key } debe ser una lista.
network-file-table-wrong = { $key } debe ser una tabla de claves.
network-file-email-wrong = { $key } debe ser un correo electrónico, como "network@example.org".
network-file-currency-wrong = { $key } debe ser tres letras mayúsculas, como "USD".
network-file-state-wrong = { $key } debe tener dos letras mayúsculas por estado, como "CA".
network-file-link-wrong = { $key } debe empezar con https:// o http://.
network-file-twice = { $key } tiene el valor { $value }, que está dos veces en esta lista.
network-file-most-below-least = { $key } es menor que el mínimo.
network-file-until-before-from = { $key } es anterior al primer día.
network-file-deadline-before-opens = { $key } es anterior a la apertura de las solicitudes.
network-file-colleagues-many = { $key } pide más personas de las que tiene un equipo.
network-file-minutes-sum = { $key } suman { $sum } minutos, pero la sesión tiene { $minutes }.
network-file-session-time = { $key }: una sesión necesita date y starts, o bien window.
network-file-per-team-without-window = { $key } va con window, no con una fecha.
network-file-per-team-public = { $key }: una sesión de cada equipo no es pública.
network-file-seats-not-public = { $key } va con public = true.
network-file-collaborative-unknown = { $key } no es el slug de un colaborativo de este archivo.
network-capacity-below-taken = El colaborativo { $slug } tiene { $taken } lugares ocupados u ofrecidos, más de los que permite el archivo. No se cambió nada.
network-collaborative-in-use = El colaborativo { $slug } ya no está en el archivo, pero se ofrecieron lugares en él. No se cambió nada.

## Correo.

mail-application-received = Recibimos su solicitud a { $network }
    .body =
        Hola, { $person }:

        su solicitud para { $agency } a { $network } llegó el { $at }.

        Aquí puede leer e imprimir todo lo que escribió:

        { $url }

        Las solicitudes se reciben hasta el { $deadline }. Le escribiremos cuando haya una decisión sobre la suya. ¿Preguntas? Escriba a { $contact }.
mail-decision = Su solicitud a { $network }
mail-decision-offer =
    Hola, { $person }:

    buenas noticias: nos gustaría que { $agency } se uniera a { $place } en { $network }.

    Acepte o rechace la oferta a más tardar el { $answer_by }, en esta página:

    { $url }

    ¿Preguntas? Escriba a { $contact }.
mail-decision-waitlist =
    Hola, { $person }:

    gracias por la solicitud de { $agency } a { $network }. Por ahora no hay lugar, y su equipo está en la lista de espera. Le escribiremos en cuanto se libere uno.

    { $url }

    ¿Preguntas? Escriba a { $contact }.
mail-decision-other =
    Hola, { $person }:

    gracias por la solicitud de { $agency } a { $network }. Ya hay una decisión; por favor lea aquí la respuesta:

    { $url }

    ¿Preguntas? Escriba a { $contact }.
mail-hello = Hola:
mail-hello-person = Hola, { $person }:
mail-member-added = Usted está en el equipo de { $team }
    .body =
        { $hello }

        su nombre está en el equipo de { $team } en { $network }. El espacio del equipo tiene sus sesiones, sus personas y su trabajo:

        { $url }

        Entre con esta dirección de correo; no hay contraseña. Si es un error, escriba a { $contact }.
