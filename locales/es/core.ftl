## El marco de cada página y las palabras que todas las partes comparten.

core-skip = Ir al contenido
core-navigation = Principal
core-crumbs = Dónde está
core-account = Su cuenta
core-sign-in = Entrar
core-sign-out = Salir
core-save = Guardar
core-problems = Revise esto, por favor
core-language = Idioma
core-theme = Colores
core-theme-auto = Como mi dispositivo
core-theme-light = Claros
core-theme-dark = Oscuros
core-foot = { $name } reúne a equipos escolares y lee con ellos lo que dicen estudiantes, familias y personal.
core-demo-day = Esto es una demostración. Cree que hoy es { $day }.
core-kilobytes = { $count } KB
core-megabytes = { $count } MB
core-percent = { $number } %
core-instant = { $date }, { $time } ({ $zone })

## La página de inicio.

home-title = Un mejor clima escolar, entre todos
home-lede = Un lugar donde los equipos de las escuelas se reúnen como pares, preguntan a sus comunidades cómo se vive la escuela, leen juntos las respuestas y planean qué cambiar.
home-network = Reunirse
    .says = Únase a una red de equipos con una temporada de sesiones, una persona que acompaña y pares que trabajan en lo mismo.
home-data = Preguntar y leer
    .says = Encueste a estudiantes, familias y personal, o traiga las respuestas que ya tiene. Las cifras que podrían señalar a una persona no se muestran.
home-plan = Cambiar
    .says = Convierta lo que leyó en un próximo paso y vea si ayudó.

## Lo que salió mal.

error-home = Ir a la página de inicio
error-not-found = Esa página no existe
    .says = La dirección puede estar mal escrita o ser antigua, o la página puede no estar abierta para usted.
error-wrong-method = Eso no se puede hacer aquí
    .says = Regrese y use los botones de la página, por favor.
error-sign-in-needed = Entre primero, por favor
    .says = Esto es para personas que han entrado. Lo que iba a enviar no se ha guardado.
error-forbidden = Esto no está abierto para usted
    .says = Su cuenta no puede hacer esto. Si cree que debería poder, pregunte a quien le invitó.
error-form-expired = Este formulario es demasiado antiguo
    .says = Puede que haya entrado o salido desde que lo abrió. Regrese, vuelva a cargar la página y envíelo de nuevo. No se cambió nada.
error-foreign-origin = Esto vino de otro sitio
    .says = Por su seguridad no se cambió nada. Abra la página aquí e inténtelo de nuevo.
error-no-form = Esto no se pudo leer
    .says = Lo que se envió no es un formulario que esta página conozca. No se cambió nada. Regrese, vuelva a cargar la página e inténtelo de nuevo.
error-too-large = Esto es demasiado grande
    .says = Se envió más de lo que esta página admite. No se cambió nada.
    .limit = Esta página admite como máximo { $size }. No se cambió nada.
error-invalid = Algo no está bien todavía
    .says = No se cambió nada. Regrese y revise esto, por favor:
error-conflict = Eso no se puede hacer ahora
error-too-many = Demasiados intentos
    .says = { $seconds ->
        [one] Espere un segundo e inténtelo de nuevo, por favor.
       *[other] Espere { $seconds } segundos e inténtelo de nuevo, por favor.
    }
error-busy = Demasiado a la vez
    .says = Hay mucha gente aquí en este momento. Espere un poco e inténtelo de nuevo; no se perdió nada.
error-internal = Algo falló de nuestro lado
    .says = Usted no hizo nada mal. Quedó anotado para quienes administran este sitio. Inténtelo de nuevo dentro de un rato, por favor.

## La página que muestra cada componente.

styleguide-title = Guía de estilo
styleguide-lede = Cada parte de la que se componen las páginas, en todos sus estados.
