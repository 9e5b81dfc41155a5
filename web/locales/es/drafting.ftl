# Cartas: la ley como reglas, para quienes la escriben. Lo que dice la ley se muestra en su propio idioma.
menu-charters = Cartas
drafting-open = Abrir las cartas.
drafting-title = Cartas
drafting-caption = Carta
drafting-heading = Cartas
drafting-what = Cada una es una ley escrita como reglas: qué se debe a quién, de qué día a qué día. Léala con sus fuentes, vea qué normas cumple, pruébela con una persona y compare dos versiones.
drafting-laws = Leyes
drafting-own = Sus borradores
drafting-new = Otro texto
drafting-kept = Un borrador se guarda solo en memoria, solo para usted, mientras trabaja en él: cuatro horas después del último uso se olvida. Guárdelo en un archivo para conservarlo.
drafting-rules = { $count ->
    [one] Una regla
   *[other] { $count } reglas
}
drafting-lines = { $count ->
    [one] Una línea
   *[other] { $count } líneas
}
drafting-untitled = Un borrador con errores
drafting-draft-of = Borrador: { $title }
drafting-since = { $title }, { $moment }
drafting-tabs = Vistas de esta carta
drafting-tab-charter = Texto y fuentes
drafting-tab-verdicts = Normas
drafting-tab-person = Probar con una persona
drafting-tab-compare = Comparar

drafting-text = La carta
drafting-text-hint = Lo que escriba aquí no cambia la ley de arriba: será un borrador suyo.
drafting-text-fresh = Pegue un texto o elija un archivo.
drafting-file = Un archivo de este equipo
drafting-start-from = Empezar un borrador con esta
drafting-change = Cambiar el texto
drafting-check = Revisar el texto
drafting-prove = Comprobar con las normas
drafting-try = Probar con una persona
drafting-save = Guardar el texto en un archivo
drafting-reading = El texto y en qué se apoya
drafting-no-errors = El texto no tiene errores.
drafting-errors = { $count ->
    [one] Una cosa por corregir
   *[other] { $count } cosas por corregir
}
drafting-warnings = { $count ->
    [one] Se puede usar. Una cosa por mirar:
   *[other] Se puede usar. { $count } cosas por mirar:
}
drafting-line = Línea { $line }:
drafting-error = Por corregir
drafting-warning = Por mirar
drafting-write-instead = Escriba:
drafting-more-lines = Solo se muestran las primeras 8000 líneas. Se usa todo el texto.

drafting-rule-rests = { $rule } se apoya en
drafting-answers = Responde a la norma { $standard }
drafting-no-source = No se nombra ninguna fuente.
drafting-in-force-from = En vigor desde el { $from }.
drafting-in-force-until = En vigor hasta el { $until }.
drafting-in-force-between = En vigor desde el { $from } hasta el { $until }.
drafting-in-force-always = En vigor; no se da fecha.
drafting-conduct-from = Para hechos desde el { $from }.
drafting-appropriations = Sujeto a presupuesto
drafting-amends = Modifica
drafting-amended-by = Modificada por
drafting-cited-by = Citada por
drafting-shall = Obliga
drafting-may = Permite

drafting-verdicts-what = Qué pide cada norma a una carta, y si esta lo cumple. Abra una para ver a la persona a la que falla.
drafting-filter = Cuáles mostrar
drafting-all = Todas ({ $count })
drafting-is-fails = No se cumple
drafting-is-holds = Se cumple
drafting-is-not-stated = No se dice
drafting-is-unknown = No se sabe
drafting-vacuous = Se cumple solo porque nadie está nunca en el caso del que habla.
drafting-try-this = Probar con esta persona
drafting-at-line = Línea { $line }
drafting-nearest = La regla más cercana es { $rule }.
drafting-suggestion = Qué cambiar:
drafting-enough = Con eso la norma se cumple.
drafting-answered-by = La carta dice:
drafting-fails-for = No se cumple para:
drafting-holds-for = Se cumple para:
drafting-unknown-for = No se sabe para:
drafting-drawn = Esta persona, según esta carta
drafting-that-day = Este día
drafting-one-person = { $what }: una persona
drafting-other-person = { $what }: la misma, salvo ese dato
drafting-one-day = Solo ese día
drafting-immune = Inmunidad frente a { $from }

drafting-wait = Se está calculando
drafting-wait-begun = Empieza cuando terminen los anteriores.
drafting-wait-far = { $done } de { $of } están listas.
drafting-wait-hint = Esta página vuelve a mirar por sí sola. Puede dejarla: lo que nadie mira se abandona.

drafting-person-what = Nada de esto es sobre nadie real, y nada se guarda. Lo que deje vacío no se sabe; el dibujo dice entonces qué se debe con certeza y qué quizá.
drafting-begin-with = Empezar con un ejemplo resuelto
drafting-nobody = Nadie: todos los campos vacíos
drafting-facts = Lo que se sabe
drafting-sensitive = Delicado
drafting-never = Nunca
drafting-always = Todos los días
drafting-on-days = En estos días
drafting-not-known = No se sabe
drafting-not-needed = No se necesita
drafting-from = Desde
drafting-until = Hasta, sin incluirlo
drafting-needs-hint = Todos los días, salvo que se den días abajo.
drafting-needs-when = En qué días, y lo que no está marcado
drafting-other-needs = Lo que no está marcado
drafting-more-rows = Puede haber más que nadie conoce
drafting-rows-hint = Rellene el último y dibuje otra vez: sigue otro.
drafting-day = El día que se marca
drafting-day-hint = Vacío: hoy.
drafting-draw = Dibujar lo que se debe
drafting-owed = Lo que se debe
drafting-person-drawn = Lo que esta carta debe a esta persona
drafting-nothing-owed = Esta carta no debe nada a esta persona.
drafting-why = Por qué, y hasta cuándo
drafting-why-not = Por qué no
drafting-begins = Empieza el { $day }:
drafting-ends = Termina el { $day }:
drafting-ask-for = Para tener certeza, pregunte: { $fact }
drafting-never-and-day = Dé un día o marque «Nunca»: no ambos
drafting-until-first = El final debe venir después del comienzo

drafting-before = Antes
drafting-after = Después

drafting-compare = Comparar
drafting-compare-heading = Comparar dos versiones
drafting-compare-what = Quién gana y quién pierde qué días, cada cual con una persona para la que es así; y lo que está demostrado que es igual para todos.
drafting-choose = Elija
drafting-by-meaning = Qué cambia y para quién
drafting-by-lines = Qué cambia en el texto
drafting-same-for-all = Nadie gana y nadie pierde: todos los días, para todas las personas, las dos dicen lo mismo.
drafting-same = Demostrado que es igual:
drafting-not-compared = No se sabe, se acabó el tiempo:
drafting-remarks = Lo que no son días
drafting-notes = Lo que la comparación deja fuera
drafting-hangs-newly = Ahora depende de { $fact }.
drafting-hangs-no-more = Ya no depende de { $fact }.
drafting-gains = Gana
drafting-loses = Pierde
drafting-reserve = Se debe antes y después; lo que cambia es si depende del dinero que se vote.
drafting-only = De todas las personas para las que es así:
drafting-change-drawn = Esta persona, antes y después
drafting-added = Añadida:
drafting-removed = Quitada:
drafting-lines-differ = Los textos tienen demasiado poco en común para ponerlos uno junto al otro.
drafting-lines-same = Ninguna línea es distinta.

help-charters = Cartas
help-charters-words = Quienes redactan leyes y la dirección encuentran las leyes como cartas en el menú. Los borradores quedan unas horas en la memoria de este servidor, solo para quien los escribió; nunca contienen a una persona de los casos.
