## Encuestas de un equipo.

climate-team = Nuestro equipo
climate-optional = (opcional)
surveys-title = Nuestros datos
surveys-open = Abrir una encuesta
surveys-bring = Traer respuestas que ya tienen
surveys-empty = Todavía no hay datos
    .says = Pregunten a estudiantes, familias o personal con una encuesta breve, o traigan las respuestas de una que ya hicieron. Las cifras aparecen cuando se cierra.
    .staff = Cuando este equipo comparta resultados con usted, aparecerán aquí.
surveys-is-open = Abierta
surveys-is-closed = Resultados
surveys-is-shared = Compartida con la organización
surveys-about = { $instrument }. { $dates }.
surveys-from-to = Del { $from } al { $to }
surveys-since = Abierta desde el { $from }
surveys-answers-of = Respuestas de { $when }
    .day = Respuestas del { $when }

## Abrir una encuesta.

survey-new-title = Abrir una encuesta
survey-new-lede = Se responde en un teléfono o una computadora, sin cuenta. Nadie ve ninguna cifra hasta que ustedes la cierren.
survey-new-instrument = ¿Qué preguntas?
    .hint = Nadie ha estudiado todavía qué tan bien miden estos cuestionarios lo que nombran; las páginas con sus cifras lo dicen.
survey-new-name = ¿Cómo se va a llamar?
    .hint = Por ejemplo, «Encuesta de otoño, Escuela Marigold».
survey-new-languages = Idiomas que se ofrecen
survey-new-levels = Qué ofrecer donde pregunta por grupos: { $instrument }
    .hint = Desmarque lo que su escuela no tiene, como grados. Con menos de dos marcadas, la pregunta se omite.
survey-new-asked = ¿A cuántas personas van a preguntar?
    .hint = Si lo saben, los resultados dicen qué parte respondió.
survey-new-own = Usar un cuestionario propio
survey-new-definition = Un archivo con su cuestionario
    .hint = Un archivo .toml. Si elige uno, toma el lugar del cuestionario elegido arriba.
survey-new-open = Abrir la encuesta
survey-opened = La encuesta está abierta. Compartan su enlace o su código.
survey-title-missing = Por favor, póngale un nombre a la encuesta.
survey-title-long = Por favor, dé un nombre de { $most } letras como máximo, en una línea.
survey-audience-unknown = Este cuestionario no está escrito para estas personas. Elija otro.
survey-languages-missing = Por favor, elija al menos un idioma que tenga el cuestionario.
survey-asked-wrong = Por favor, dé un número entero de 1 a { $most }, o déjelo vacío.
survey-instrument-missing = Por favor, elija las preguntas.
survey-not-asked-anew = Este cuestionario solo lee respuestas que ya se tienen. Elija otro para preguntar.
instrument-not-text = Este archivo no es texto. Debe ser un archivo .toml.
instrument-groups-many = Este cuestionario divide a las personas de demasiadas maneras: como máximo { $dimensions_max } preguntas sobre grupos con { $levels_max } respuestas en total. Quite algunas.
instrument-without-figures = No se pueden hacer cifras con este cuestionario. Revise sus escalas: el corte, las preguntas y el mínimo de respuestas.
instrument-item-in-two-scales = La pregunta «{ $item }» está en dos constructos. Póngala en uno solo, para que no se puedan restar sus cifras.
instrument-cut-out-of-range = El corte de un constructo no está entre 1 y 250. Escriba el promedio mínimo que es favorable.

## Llevar una encuesta.

survey-run = La encuesta
survey-invite = Inviten a las personas
    .says = Repartan este enlace o dejen que escaneen el código.
survey-qr = Código QR de la encuesta
survey-copy = Copiar el enlace
survey-copied = Copiado
survey-sheet = Una hoja para imprimir
survey-sheet-says = Su voz cuenta. Escanee el código o escriba la dirección.
survey-sheet-print = Imprima esta página con su navegador.
survey-preview = Ver lo que ven las personas
survey-answers = Respuestas hasta ahora
    .says = Ustedes ven cuántas, nunca cuáles. Las cifras aparecen cuando se cierra la encuesta.
survey-progress = { $count ->
    [one] Una respuesta.
   *[other] { $count } respuestas.
}
survey-progress-few = Menos de { $least } respuestas.
survey-progress-asked = { $count ->
    [one] Preguntan a una persona.
   *[other] Preguntan a { $count } personas.
}
survey-close = Cerrar la encuesta
    .says = Cuando hayan respondido quienes quieran, ciérrenla para ver los resultados.
    .small = Con tan pocas respuestas, la mayoría de las cifras no se mostrarían, para proteger a las personas. Pueden esperar.
    .go = Cerrar la encuesta…
survey-close-title = ¿Cerrar «{ $title }»?
survey-close-says =
    .answers = Ya no se reciben respuestas.
    .figures = Las cifras se hacen una sola vez, y solo para grupos de { $least } personas o más.
    .key = Se destruyen el orden de las respuestas y la clave que podría abrir cada una.
    .lasting = No se puede deshacer.
    .few = Han respondido menos de { $least } personas. Si la cierra ahora no se mostrará ninguna cifra, y no podrá abrirse de nuevo.
survey-close-now = Cerrarla y mostrar los resultados
survey-close-not-yet = Todavía no
survey-closed-now = La encuesta está cerrada. Aquí están sus resultados.
survey-share = Compartir
    .on = La dirección, facilitadores y asesores de la organización pueden ver estos resultados.
    .off = Solo su equipo puede ver esto.
    .start = Compartir con la organización
    .stop = Dejar de compartir
    .lead = Quien dirige su equipo puede compartir los resultados con la organización.
survey-shared = La organización ya puede ver los resultados.
survey-unshared = La organización ya no puede ver los resultados.
survey-closed = Esta encuesta está cerrada y ya no recibe respuestas.
survey-sealed-already = Esta encuesta ya está cerrada.
survey-remove = Eliminar esta encuesta
survey-remove-title = ¿Eliminar «{ $title }»?
survey-remove-says =
    .open = Su enlace deja de funcionar, y todas las respuestas que llegaron se destruyen sin leerse. No se puede deshacer.
    .closed = Sus respuestas y todas sus cifras se destruyen. No se puede deshacer. El registro conserva que se eliminó, y quién lo hizo.
survey-remove-now = Eliminarla para siempre
survey-remove-not = Conservarla
survey-removed = La encuesta está eliminada.
survey-in-plan = { $count ->
    [one] Una línea del plan enlaza con una cifra de esta encuesta. Quítela primero del plan.
   *[other] { $count } líneas del plan enlazan con cifras de esta encuesta. Quítelas primero del plan.
}
survey-cannot-take = Esta encuesta no puede recibir respuestas ahora. Avise a quien le dio el enlace; nada que usted haga puede arreglarlo.
survey-key-lost = En este servidor falta la clave que abre las respuestas de esta encuesta, así que no se puede cerrar. No se ha perdido nada: pida a quien administra el servidor que devuelva la carpeta «keys» a su lugar.
survey-answers-unreadable = { $count ->
    [one] Una respuesta no se puede
   *[other] { $count } respuestas no se pueden
} abrir con la clave de este servidor, así que la encuesta no se cerró. No se ha perdido nada: pida a quien administra el servidor que ponga la carpeta «keys» correcta.

## Para quienes responden.

notice-asks = { $audience ->
    [student] { $team } te hace { $count } preguntas breves. Toma unos cinco minutos.
   *[other] { $team } le hace { $count } preguntas breves. Toma unos cinco minutos.
}
notice-what = Qué preguntamos
notice-groups = { $audience ->
    [student] Al final preguntamos por grupos, para no pasar por alto a ninguno; omite lo que no quieras contar:
   *[other] Al final preguntamos por grupos, para no pasar por alto a ninguno; omita lo que no quiera contar:
}
notice-why = Por qué preguntamos
    .says = { $audience ->
       *[other] { $team } quiere saber cómo es la escuela para quienes forman parte de ella, leerá los resultados junto con la comunidad y actuará a partir de ellos.
    }
notice-who = Quién ve qué
    .says = { $audience ->
        [student] Esta encuesta es anónima. No guardamos tu nombre, cuenta, dirección, aparato ni la hora junto con tus respuestas. Solo se muestran cifras de grupos de { $least } personas o más.
       *[other] Esta encuesta es anónima. No guardamos su nombre, cuenta, dirección, aparato ni la hora junto con sus respuestas. Solo se muestran cifras de grupos de { $least } personas o más.
    }
    .before = { $audience ->
        [student] Hasta que se cierre la encuesta, tus respuestas se guardan cifradas; quienes administran este servidor podrían abrirlas con su clave. Cuando se cierra, las respuestas se mezclan y la clave se destruye, y desde entonces nada las une contigo, con un aparato ni con una hora. Quien tuviera la base de datos del servidor aún podría reconocer a alguien por una combinación de respuestas muy rara.
       *[other] Hasta que se cierre la encuesta, sus respuestas se guardan cifradas; quienes administran este servidor podrían abrirlas con su clave. Cuando se cierra, las respuestas se mezclan y la clave se destruye, y desde entonces nada las une con usted, con un aparato ni con una hora. Quien tuviera la base de datos del servidor aún podría reconocer a alguien por una combinación de respuestas muy rara.
    }
notice-choice = La decisión es libre
    .says = { $audience ->
        [student] Puedes saltarte cualquier pregunta, parar cuando quieras o decir que no. No pasa nada si lo haces.
       *[other] Puede saltarse cualquier pregunta, parar cuando quiera o decir que no. No pasa nada si lo hace.
    }
notice-start = Empezar
notice-decline = No, gracias
survey-thanks = Muchas gracias
    .says = { $audience ->
        [student] Tus respuestas llegaron. Ya puedes cerrar esta página.
       *[other] Sus respuestas llegaron. Ya puede cerrar esta página.
    }
survey-declined = Está bien
    .says = { $audience ->
        [student] No se guardó nada. Ya puedes cerrar esta página.
       *[other] No se guardó nada. Ya puede cerrar esta página.
    }
survey-over = Esta encuesta está cerrada
    .says = { $audience ->
        [student] Ya no recibe respuestas. Gracias por venir.
       *[other] Ya no recibe respuestas. Gracias por su visita.
    }
survey-back = Volver a la encuesta
answer-progress = Pregunta { $n } de { $total }
answer-sending = Enviando…
answer-offline = No hay conexión. Deje esta página abierta: las respuestas se envían en cuanto la haya.
answer-full = Hay muchas personas respondiendo ahora. Las respuestas se envían en un momento.
answer-busy = Hay muchas personas respondiendo ahora. Las respuestas siguen aquí: por favor, envíelas otra vez en un momento.
answer-several = Se puede elegir más de una.
answer-decline = Prefiero no decirlo
answer-back = Atrás
answer-next = Siguiente
answer-send = Enviar mis respuestas
answer-promise = { $audience ->
    [student] Esta encuesta es anónima. Solo se muestran cifras de grupos de { $least } personas o más, y cuando se cierra nada une tus respuestas contigo.
   *[other] Esta encuesta es anónima. Solo se muestran cifras de grupos de { $least } personas o más, y cuando se cierra nada une sus respuestas con usted.
}
answer-unknown = Por favor, elija una de las respuestas que se muestran.
answer-form-broken = Este formulario no llegó completo. Por favor, abra la encuesta otra vez.

## Traer respuestas que ya se tienen.

import-title = Traer respuestas que ya tienen
import-lede = Entregue el archivo que exporta su herramienta de formularios. Usted revisa qué significa cada columna y ve los resultados enseguida.
import-file = El archivo con las respuestas
    .hint = Un archivo CSV de 32 MB como máximo: una fila por persona, una columna por pregunta. Se borra después de importarlo, o después de un día.
import-instrument = ¿Qué preguntas son?
import-next = Leer el archivo
import-file-missing = Por favor, elija un archivo.
import-given = ¿De cuándo son estas respuestas?
    .hint = Un día como 2009-04-12, un mes como 2009-04 o un año como 2009. Si se deja vacío, es hoy.
import-given-wrong = Por favor, escriba un día como 2009-04-12, un mes como 2009-04 o un año como 2009.
import-given-future = Estas respuestas no pueden ser de un día que aún no llega.
import-earlier = Este archivo ya se importó, como «{ $title }», el { $day }. Si se importa otra vez, las mismas personas cuentan de nuevo.
import-again = Importarlo otra vez
import-known = Este archivo ya se importó, como «{ $title }». Marque «Importarlo otra vez» si es lo que quiere.
answers-too-large = Este archivo tiene más de 32 MB. Por favor, traiga uno más pequeño.
import-problem = { $text }
import-confirm-title = ¿Qué significa este archivo?
import-confirm-lede = { $count ->
    [one] El archivo tiene una fila.
   *[other] El archivo tiene { $count } filas.
} Por favor, revise lo que leímos en él. Una vez importado, lo recordaremos para su próximo archivo.
import-labels = Qué dice el archivo y qué significa
    .says = Revise cada línea y cambie lo que esté mal. Donde hay duda, diga qué significa o marque lo que adivinamos bien.
import-set = { $count ->
    [one] Columna { $columns }
   *[other] Columnas { $columns }
}
import-turned = En este archivo los números van al revés
import-same = { $count ->
    [one] Una entrada que es una respuesta palabra por palabra, o está vacía
   *[other] { $count } entradas que son una respuesta palabra por palabra, o están vacías
}
import-cell-empty = (vacío)
import-unsure = No es seguro
import-remembered = Recordado
import-chosen = Su elección
import-alike = Escrito de otra forma
import-label = En el archivo
    .where = { $count ->
        [one] una vez, en { $columns }
       *[other] { $count } veces, en { $columns }
    }
import-meaning = Significa
import-meaning-missing = Sin respuesta
import-agree = Su revisión
import-right = Es correcto
import-choose = Por favor, elija
import-columns = Columnas
    .says = Cada columna es una pregunta, un grupo, o se deja fuera. Lo que se deja fuera no se guarda.
import-column = Columna
import-purpose = Qué es
import-purpose-ignore = Dejarla fuera
import-purpose-id = Distingue una respuesta de otra
import-purpose-new = Un grupo, tal como en el archivo
import-purpose-item = Pregunta: { $question }
import-purpose-group = Grupo: { $question }
import-go = Importar y mostrar los resultados
import-look = Aplicar y volver a mirar
import-discard = Descartar este archivo
import-taken = Este archivo ya se está importando. Consulte en un momento las encuestas del equipo; si sus resultados no aparecen ahí, vuelva a entregarlo.
import-discarded = El archivo se borró. No se importó nada.
import-done = Las respuestas están importadas. Aquí están los resultados.
import-still-open = { $count ->
    [one] Falta aclarar una cosa. Por favor, revísela abajo.
   *[other] Falta aclarar { $count } cosas. Por favor, revíselas abajo.
}

## Resultados.

results-not-yet = No hay resultados mientras la encuesta está abierta. Ciérrela primero.
results-everyone = Todas las personas
results-answered = respondieron
results-favorable = favorable
results-interval = probablemente entre
results-more-than-asked = Llegaron más respuestas ({ $people }) que personas consultadas ({ $asked }). Alguien pudo responder dos veces; lea estas cifras con cuidado.
results-not-shown = no se muestra, para proteger
results-not-shown-yet = No se muestra, para proteger a las personas.
results-rule-answers = proporción de respuestas
results-rule-items = promedio de las proporciones por pregunta
results-rule-people = proporción de personas
results-people = { $count ->
    [one] Respondió una persona.
   *[other] Respondieron { $count } personas.
}
results-people-asked = Respondieron { $count } de { $asked } personas ({ $percent }).
results-people-hidden = Respondieron menos de { $least } personas, o muy pocas para mostrar cifras sin exponer a alguien.
results-favorable-means = El número junto a una pregunta es la proporción de respuestas favorables.
results-rule = Se cuentan personas, cada una una vez. Los grupos de menos de { $least } no se muestran, para proteger a las personas, ni otros de los que se podrían deducir. Instrumento: { $instrument }, versión { $version }. { $validation }
results-validation-not-yet = Nadie ha estudiado todavía qué tan bien mide lo que nombra.
results-validation-published = Se ha estudiado y publicado qué tan bien mide.
results-question = Pregunta
results-others = También se preguntó
results-together = Léanlo en comunidad
    .says = Lleven estas cifras a estudiantes, familias y personal, y anoten lo que notan antes de que alguien lo explique.
results-plan = Escribir en el plan
results-file = Como archivo
results-print = Esta página se imprime tal como está, para una pared o una junta.
figure-by = Grupos
figure-group = Grupo
figure-table = Los mismos números en una tabla
figure-answers = Qué respondieron las personas
    .how = Proporción de cada respuesta, en porcentaje.
figure-sure = ¿Qué tan seguro es?
    .how = El punto es lo que nos dijeron; la barra es donde probablemente estaría la proporción si hubieran respondido todas las personas de igual manera (95 %).
figure-items = Qué respondieron las personas a cada pregunta
    .how = A la derecha de la línea: respuestas favorables. A la izquierda: las demás, las más marcadas en el extremo.
figure-shares = Respuestas favorables, por grupo
    .how = El punto es lo que nos dijeron. Esta forma de contar no tiene intervalo; la gráfica siguiente sí.
figure-people = Personas cuyas respuestas son favorables en conjunto
    .how = El punto es la proporción de personas cuyo propio promedio es favorable; la barra es donde probablemente estaría si hubieran respondido todas las personas de igual manera (95 %).
figure-quoted = «{ $answer }»
figure-or = { " o " }
figure-answered = { $count ->
    [one] Respondió una persona.
   *[other] Respondieron { $count } personas.
}
figure-item-finding = { $percent } respondió { $answers }.
figure-item-rule = Favorable significa { $answers } en esta sola pregunta. El intervalo es el de Wilson, al 95 %.
figure-scale-finding =
    .people = { $percent } de las personas responde favorablemente en conjunto.
    .answers = { $percent } de las respuestas es favorable.
    .items = { $percent } favorable, en promedio de las preguntas.
figure-scale-rule =
    .answers = Proporción de respuestas: todas las respuestas favorables a cualquiera de estas preguntas, entre todas las respuestas.
    .items = Promedio de las proporciones: la proporción favorable de cada pregunta, promediada entre las preguntas.
    .people = Proporción de personas: aquellas cuyo propio promedio es de al menos { $cut }, entre quienes respondieron al menos { $least } de las { $items } preguntas. El intervalo es el de Wilson, al 95 %.
analyse-reported = { $scale }: se informa como { $rule }.
figure-compared = Los grupos se comparan por la proporción de personas cuyo propio promedio es de al menos { $cut }.
figure-differences =
    .none = Las diferencias entre los grupos aquí pueden deberse al azar.
    .higher = Más alto que entre las demás personas: { $higher }. Otras diferencias aquí pueden deberse al azar.
    .lower = Más bajo que entre las demás personas: { $lower }. Otras diferencias aquí pueden deberse al azar.
    .both = Más alto que entre las demás personas: { $higher }. Más bajo: { $lower }. Otras diferencias aquí pueden deberse al azar.
figure-hidden = Algunos grupos no se muestran, para proteger a las personas.
figure-write-down = Anotarlo en el plan
figure-also = Va junto con

## Mirar un grupo.

groups-title = Mirar un grupo
groups-invite = Vea las cifras de las personas que elija, por ejemplo de dos grados juntos.
groups-go = Elegir un grupo
groups-lede = Elija quiénes forman el grupo. Las personas deben cumplir con cada pregunta en la que marque algo.
groups-once = Cada mirada se guarda y limita las siguientes, para que dos juntas nunca señalen a una persona. Empiece por lo que más le importe.
groups-show = Mostrar este grupo
groups-earlier = Grupos que ya miró
    .none = Todavía ninguno.
group-or = { $one } o { $other }
group-empty = Marque al menos una respuesta.
group-unknown = Este grupo nombra respuestas que no se ofrecieron. Elija entre las casillas.
group-exposes = Por sí solo, o junto con cifras que ya tiene ({ $earlier }), este grupo mostraría lo que respondieron unas pocas personas. Elija un grupo mayor o distinto.
group-large = No se pudo comprobar este grupo con lo que ya se mostró. Elija menos respuestas.
group-meanwhile = Otra persona de su equipo acaba de mirar un grupo. Inténtelo de nuevo.
group-people = { $count ->
    [one] Una persona de este grupo respondió.
   *[other] { $count } personas de este grupo respondieron.
}
group-this = Este grupo
group-of = En comparación con todas las personas, incluidas las de este grupo.
group-figures = Respuestas favorables

results-proof = Cifras con su prueba
    .says = Cualquiera puede comprobar con «kith verify» que nadie puede ser identificado en ellas.
figure-worth = Qué tan bien mide esto
