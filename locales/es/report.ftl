## El informe de un archivo de respuestas: una página que se abre como archivo.

report-about = Cuestionario: { $instrument }, versión { $version }. { $validation }
report-contents = En esta página
report-summary = Resumen
report-scale = Qué se midió
report-finding = Qué dicen los datos
report-questions = Las preguntas
report-quality = Qué tan bien mide
report-people-by = Personas cuyas respuestas son favorables en conjunto: { $dimension }
report-foot = Hecho con Kith. Esta página no necesita red y no envía nada a ninguna parte.
report-files = Las mismas cifras como archivos
report-file-workbook = Un libro de cálculo (XLSX)
report-file-parquet = Para programas (Parquet)
report-file-csv = Como texto (CSV): { $table }
report-file-account = Cómo se hizo, para máquinas (JSON)
report-table =
    .scales = Escalas
    .items = Preguntas
    .differences = Diferencias
report-about-sheet = Acerca de

report-places = Lugares
report-places-says = { $count ->
    [one] Un lugar tiene su propia página.
   *[other] { $count } lugares tienen su propia página.
}
report-places-find = Buscar un lugar
report-places-none = Ningún lugar se llama así.

report-hidden = Qué no se muestra, y por qué
report-hidden-count = { $count ->
    [0] Cada grupo de esta página se muestra en alguna parte de ella.
    [one] Uno de los { $groups } grupos de esta página no se muestra en ninguna parte de ella.
   *[other] { $count } de los { $groups } grupos de esta página no se muestran en ninguna parte de ella.
}
report-hidden-why = Una cifra trata de { $least } personas o más, o no se muestra. Tampoco se muestra la que permitiría saber qué respondió cada miembro de un grupo.
report-hidden-others = Algunos grupos se ocultan solo porque de ellos podría deducirse uno oculto. Todas las cifras ocultas se leen igual, así que nadie puede saber cuál es cuál.

report-verify = Comprobar este informe
    .says = Quien tenga esta carpeta puede comprobar, sin las respuestas, que lo oculto sigue oculto: kith verify CARPETA.
    .again = El mismo comando con los mismos archivos da los mismos bytes. El archivo account.json nombra los archivos por sus sumas SHA-256 y cada decisión que se tomó.

report-methods = Cómo se hacen las cifras
report-method =
    .favorable = Se cuentan personas, cada una una vez. Qué respuestas son favorables, y cómo se cuentan, se dice debajo de cada cifra.
    .interval = Los intervalos de las proporciones son intervalos de puntuación que cubren el 95 % (Wilson 1927).
    .compared = Un grupo se compara con todas las personas que no están en él (prueba de puntuación; intervalo de Newcombe 1998, método 10). Una diferencia se nombra solo si su probabilidad por azar, corregida por todas las comparaciones de una tabla (Holm 1979), es a lo sumo del 5 %.
    .hidden = Los grupos de menos de { $least } personas se ocultan, y otros con ellos, para que ninguna suma ni diferencia de lo que se muestra delate a un grupo oculto (NCES 2011-603).

report-worth-none = No se dice qué tan bien mide: respondieron muy pocas personas.
report-worth-alpha =
    .good = Sus preguntas van bien juntas, así que sirve para comparar grupos.
    .fair = Sus preguntas van juntas de forma aceptable: sirve para una primera mirada, poco para comparar grupos pequeños.
    .low = Sus preguntas van poco juntas. Conviene leer cada pregunta por separado y no esta cifra.
    .figures = Alfa es { $alpha } (95 %: de { $low } a { $high }), entre { $people } personas.
report-worth-schools = El { $share } de las diferencias entre personas está entre escuelas ({ $schools } escuelas). Una escuela necesita unas { $answers } respuestas para que su cifra diga más de la escuela que del azar (fiabilidad 0.70).
report-worth-schools-alike = El { $share } de las diferencias entre personas está entre escuelas ({ $schools } escuelas): muy poco para distinguir escuelas con ella.
report-worth-careless = La respuesta media es { $all }, y { $without } sin las personas que muestran señales de responder sin cuidado.
report-worth-alike = Quienes están en el mismo nivel responden igual a sus preguntas: { $groups }. Estos grupos se pueden comparar.
report-worth-items-differ = { $group } y { $against } en el mismo nivel responden distinto a { $items }. Apenas mueve el conjunto ({ $deviations } desviaciones estándar), así que los grupos se pueden comparar.
report-worth-scale-differs = { $group } y { $against } en el mismo nivel responden distinto a { $items }, y eso mueve el conjunto { $deviations } desviaciones estándar. No conviene comparar estos grupos con ella antes de que alguien haya mirado las preguntas.
report-worth-rest = las demás personas

report-asked = A quién se preguntó y quién respondió
    .says = Un grupo aparece con las personas preguntadas solo donde se muestran sus respuestas.
report-asked-people = preguntadas
report-asked-rate = respondieron, en porcentaje
report-rules = Reglas: { $title } ({ $source }), mínimo { $least }.
report-coded =
    .says = Las proporciones se dicen como lo piden las reglas: en tramos, o como más o menos que un límite. Las cifras exactas, los intervalos, las medias y las comparaciones están solo donde nada codificado ni oculto se podría deducir de ellas.
    .proof = La publicación exacta no está en esta carpeta, porque desharía los códigos. Al hacer este informe se comprobó que nada codificado ni oculto se deduce de lo que se muestra; el archivo account.json dice cómo.
    .worth = No se dice qué tan bien miden las escalas: eso se hace con cifras exactas.
report-coded-favorable = Favorable: { $share }.
report-rules-replaced = Donde estas reglas ocultan el siguiente grupo más pequeño, o muestran juntos los grupos pequeños, aquí se ocultan los grupos que protegen a todos los demás al menor costo, lo que protege al menos igual de bien.
report-kind =
    .school = Escuela
    .agency = Distrito
    .region = Región
    .state = Estado
