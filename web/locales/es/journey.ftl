# Desde la puerta hasta una cama: seis pantallas, qué pasó después, la solicitud en el refugio, el hilo de quien navega.

# --- en todas las pantallas ---
step-of = Paso { $step } de { $steps }
step-1-title = Paso 1 de 6
step-2-title = Paso 2 de 6
step-3-title = Paso 3 de 6
step-4-title = Paso 4 de 6
step-5-title = Paso 5 de 6
step-6-title = Paso 6 de 6
continue = Continuar
change = Cambiar
done = Hecho
notice = Aviso
skip-question = Saltar esta pregunta
if-skipped = Si la salta:
answer-given = (su respuesta)
why-asked = Por qué preguntamos y quién lo ve
not-asked = No se preguntó
text-too-long = Es demasiado largo. Escríbalo más corto, por favor.

# --- 1 a salvo ---
safe-question = ¿La persona está a salvo ahora?
safe-hint = Pregunte cuando nadie más pueda oír. Cuenta lo que la persona siente.
safe-skip = seguimos como si no lo supiéramos. El refugio preguntará.
safe-why = Para que usted sepa qué hacer primero. Solo el refugio que elijan ve la respuesta.
safe-is-yes = Sí, está a salvo
safe-is-no = No está a salvo
safe-is-unsure = No se sabe

unsafe-now = Qué hacer ahora
unsafe-title = Primero, que este lugar sea seguro
unsafe-room = Vayan a un cuarto privado. Cierre la puerta. Quédese con la persona, o pregúntele quién quiere que se quede.
unsafe-call = Llame al 911 solo si la persona está de acuerdo, o si alguien puede salir herido en este minuto.
unsafe-alone = No deje entrar a nadie que vino con la persona, a menos que ella lo pida a solas con usted.
unsafe-leave = La persona puede irse, esperar o decir que no en cualquier momento. Eso no termina nada.
unsafe-on = Pueden seguir con las preguntas cuando la persona quiera. También pueden parar aquí.

# --- 2 edad ---
age-question = ¿Qué edad tiene la persona?
age-hint = Basta con calcularla. Nadie necesita papeles.
age-skip = buscamos camas para cualquier edad. El refugio preguntará.
age-why = Algunas camas son solo para jóvenes y otras para adultos. La ley da más ayuda a menores de 18. Solo el refugio que elijan ve la respuesta.
age-u13 = Menos de 13
age-13-15 = De 13 a 15
age-16-17 = 16 o 17
age-maybe = No se sabe, quizás menos de 18
age-18-24 = De 18 a 24
age-25 = 25 o más
age-number = O escriba la edad en años
age-number-empty = Escriba la edad o toque uno de los botones de arriba
age-years = { $years ->
    [one] { $years } año
   *[other] { $years } años
}
age-under = Menos de { $years }
age-or-older = { $years } o más
age-between = De { $from } a { $to }

minor-law = Qué dice la ley
minor-title = A una persona menor de 18 se le ayuda, no se le castiga
minor-offender = En Minnesota, una persona menor de 18 que fue comprada o vendida para sexo no comete un delito por eso. Nadie puede acusarla por eso.
minor-doubt = No hace falta saber la edad exacta. Si hay duda, trátela como menor de 18.
minor-services = La ayuda de esta ley no depende de hablar con la policía ni de tener papeles.
minor-source = Minn. Stat. 260B.007, subdivisión 6(c), vigente desde el 1 de agosto de 2014. La regla para la duda es nuestra: norma S22.

# --- 3 esta noche ---
tonight-question = ¿Qué hace falta esta noche?
tonight-hint = Ya está marcada una cama. Cámbielo si la persona quiere otra cosa. Puede dejar vacío lo que quiera.
tonight-skip = mostramos todas las camas libres.
tonight-why = Para que las camas que mostramos sean adecuadas. El refugio que elijan ve estas respuestas, pero no dónde están. Nadie más las ve.
needs-question = La persona necesita
need-bed = una cama
need-doctor = atención médica
need-someone_to_talk_to = alguien con quien hablar
need-substance_care = ayuda con el alcohol o las drogas
need-lawyer = ayuda legal
need-interpreter = intérprete
need-food_and_clothes = comida y ropa
need-school = escuela
need-work = trabajo
need-transport = transporte
need-nothing = Nada de esta lista
gender-question = Género, como lo dice la persona
gender-why = Algunos refugios son solo para mujeres o solo para hombres.
gender-woman = Mujer o niña
gender-man = Hombre o niño
gender-another = Otro
gender-not_said = No lo quiere decir
children-question = ¿Cuántos niños están con la persona?
children-count = { $count ->
    [0] Sin niños
    [one] { $count } niño
   *[other] { $count } niños
}
county-question = ¿Dónde están ahora?
county-not-told = (no se les dice)
county-skip = Sin decir
language-question = ¿Qué idioma habla mejor?
language-skip = Sin decir
language-en = Inglés
language-es = Español
language-so = Somalí
language-hmn = Hmong
language-ksw = Karen
language-om = Oromo
language-am = Amárico
language-ar = Árabe
language-fr = Francés
language-ru = Ruso
language-vi = Vietnamita
language-zh = Chino
language-lo = Lao
language-sw = Suajili
language-ti = Tigriña
language-oj = Ojibwe
language-ase = Lengua de señas americana
language-ko = Coreano
language-tl = Tagalo
language-ht = Criollo haitiano
language-pt = Portugués
language-hi = Hindi
language-ur = Urdu
language-pl = Polaco

# --- 4 camas ---
beds-question = Camas adecuadas
beds-hint = { $count ->
    [one] Hay un lugar adecuado. Elijan junto con la persona.
   *[other] Hay { $count } lugares adecuados. Primero están los mejores. Elijan junto con la persona.
}
beds-none = Ahora no hay una cama adecuada
beds-choose = Elegir esta cama
beds-by-phone = Solo por teléfono:
beds-may-call = Puede llamar de todos modos:
beds-no-phone = No tenemos el teléfono de este lugar. Pregunte a quien navega la región.
beds-more = Mostrar más lugares
beds-gone = Alguien acaba de tomar esa cama. No se envió nada. Elijan otra vez, por favor.
beds-widen = Qué mostraría más camas
beds-change-age = Cambiar la edad
beds-change-answers = Cambiar las respuestas
beds-call = A quién llamar
beds-call-navigator = { $name }, que navega esta región
beds-call-hotline = Línea Nacional contra la Trata de Personas, día y noche:
readiness-ready = Libre ahora
readiness-answers = No se sabe si hay lugar, responde aquí
readiness-call = Por teléfono
readiness-full = Lleno esta noche
why-free_now = { $value ->
    [one] Una cama libre
   *[other] { $value } camas libres
}
why-room_unknown = No han dicho cuántas camas hay libres
why-full = { $value ->
    [0] Ninguna cama libre
    [one] Solo una cama libre
   *[other] Solo { $value } camas libres
}
why-confirmed = { $value ->
    [0] Lo confirmaron hoy
    [one] Lo confirmaron ayer
   *[other] Lo confirmaron hace { $value } días
}
why-answers_here = Responden aquí
why-gives = { $words }
why-takes = Para: { $words }
why-ask_age = Pregúnteles por la edad
why-ask_gender = Pregúnteles a quién reciben
why-same_county = En el mismo condado
why-distance_km = { $value ->
    [0] A menos de una milla
    [one] A una milla, más o menos
   *[other] A unas { $value } millas
}
why-same_region = En la misma región
why-serves_county = Atiende este condado
why-undisclosed_site = Su dirección es secreta
why-violence_only = Para quien huye de violencia en casa: pregunte si es el caso
why-speaks = Habla { $words }
why-asks = Dicen que piden: { $words }
housing-none = Sin vivienda
housing-emergency = Una cama para esta noche y las próximas semanas
housing-transitional = Vivienda por unos meses
housing-permanent = Un hogar para siempre
asked-immigration_status = papeles de inmigración
asked-income = ingresos
asked-veteran = servicio militar
asked-health = salud
taken-women = mujeres
taken-men = hombres
taken-girls = niñas
taken-boys = niños
taken-women_with_children = mujeres con hijos
taken-men_with_children = hombres con hijos
taken-couples = parejas
excluded-not_open = { $count ->
    [one] Un lugar está cerrado.
   *[other] { $count } lugares están cerrados.
}
excluded-other_kind = { $count ->
    [one] Un lugar da otra ayuda.
   *[other] { $count } lugares dan otra ayuda.
}
excluded-other_housing = { $count ->
    [one] Un lugar tiene otro tipo de vivienda.
   *[other] { $count } lugares tienen otro tipo de vivienda.
}
excluded-violence_only = { $count ->
    [one] Un lugar es solo para quien huye de violencia en casa.
   *[other] { $count } lugares son solo para quien huye de violencia en casa.
}
excluded-season = { $count ->
    [one] Un lugar abre en otra temporada.
   *[other] { $count } lugares abren en otra temporada.
}
excluded-household = { $count ->
    [one] Un lugar recibe a otras personas: por género, o con o sin niños.
   *[other] { $count } lugares reciben a otras personas: por género, o con o sin niños.
}
excluded-age = { $count ->
    [one] Un lugar es para otra edad.
   *[other] { $count } lugares son para otra edad.
}
excluded-area = { $count ->
    [one] Un lugar atiende otros condados.
   *[other] { $count } lugares atienden otros condados.
}

# --- 5 permiso ---
tell-question = ¿Qué podemos decir a { $recipient }?
tell-ask-person = Léale esto a la persona. { $recipient } solo sabrá lo que ella acepte. Para una cama no hace falta un nombre.
tell-needed = Necesitan esto para responder
tell-needed-hint = Lo que se saltó se envía como “no se preguntó”.
tell-minimum = Lo que necesitan para responder
tell-more = ¿Decirles algo más?
tell-more-hint = Solo si la persona quiere. Lo que no está marcado no se dice.
tell-called = Cómo llamarla
tell-called-label = Un nombre o la palabra que quiera
tell-contact = Una forma segura de comunicarse
tell-contact-label = Teléfono, mensaje o por medio de quién
tell-note = Una nota
tell-note-label = Lo que quiere que el refugio sepa
tell-empty = Escriba lo que se puede decir o quite la marca
tell-next = Si no pueden recibir a la persona
tell-next-hint = Sin esta marca no se pregunta a nadie más. Usted elegiría otra vez.
tell-next-yes = Preguntar al siguiente de esta lista, uno por uno
consent-how = ¿Cómo dijo la persona que sí?
consent-hint = Decir que no no cuesta nada: usted todavía puede llamar sin decir quién es.
consent-how-empty = Elija cómo dijo la persona que sí
consent-spoken = Lo dijo
consent-on_screen = Lo leyó aquí
consent-on_paper = Firmó un papel
consent-through_interpreter = Con intérprete
consent-days = ¿Cuánto tiempo puede quedar abierto?
consent-days-hint = Después ya no se puede leer.
days-count = { $count ->
    [one] Un día
   *[other] { $count } días
}
tell-take-back = La persona puede retirarlo en cualquier momento. Después de enviar, lo encuentra en la página siguiente y en Hoy.
tell-no = ¿La persona dice que no? No se ha dicho nada.
tell-no-back = Volver a las camas

# --- 6 revisar ---
check-question = Revisar y enviar
check-recipient = A quién se pregunta
check-recipients = A quién se pregunta, uno por uno
check-told = Qué se les dice
check-answers = Las respuestas
check-what-happens = Al enviar, la cama se guarda 30 minutos. En ese tiempo responden.
check-send = Enviar y guardar la cama
check-changed = Las respuestas cambiaron desde que abrió esta página. No se envió nada. Revise otra vez, por favor.

# --- qué pasó después ---
sent-title = Qué pasa ahora
sent-waiting = Se está preguntando a { $who }
sent-question = { $who } tiene una pregunta
sent-held = La cama está guardada:
sent-wait-words = Puede salir de esta página. Está en su página Hoy, con la respuesta.
sent-accepted = { $who } tiene una cama
sent-go-now = Esperan a la persona.
sent-address = A dónde ir
sent-no-address = Llámelos: dan la dirección por teléfono.
sent-handed-off = El registro está ahora con el refugio. Usted ya no puede abrir las respuestas.
sent-nobody = Nadie de la lista pudo recibir a la persona
sent-nobody-words = Esto pasa cuando las camas están llenas. Quien navega su región también lo ve. Puede elegir otra vez ahora.
sent-taken-back = Usted lo retiró
sent-taken-back-words = Lo que se envió se borró allí.
sent-choose-again = Ver las camas otra vez
sent-answer = Su respuesta
sent-answer-hint = Diga solo lo que la persona acepte.
sent-answer-send = Enviar la respuesta
sent-withdraw = Retirar esto
sent-withdraw-hint = El refugio ya no puede leerlo. La cama queda libre. A nadie se le pregunta por qué.
sent-withdraw-now = Retirar ahora
sent-list = La lista
reference-is = Referencia:
reference-hint = Puede decirla por teléfono. No dice a nadie quién es la persona.
message-from-us = Usted
state-is-waiting = Todavía no se le preguntó
state-is-asked = Se le está preguntando
state-is-accepted = Aceptó
state-is-declined = No pudo recibir a la persona
state-is-lapsed = No respondió a tiempo
state-is-withdrawn = Retirado
state-is-dropped = No hizo falta

# --- la solicitud en el refugio ---
request-title = Una solicitud
request-heading = Hace falta una cama
request-from = Pregunta { $from }. Enviado: { $at }.
request-held = La cama está guardada para esta solicitud:
request-told = Lo que se le dice
request-told-hint = Por ahora es todo lo que hay. Por favor, no busque más.
request-accept = Aceptar: tenemos una cama
request-ask = Hacer una pregunta
request-ask-hint = Toque una pregunta o escriba la suya. Pregunte solo lo que necesita para responder.
request-ready-1 = ¿Cuándo puede llegar la persona?
request-ready-2 = ¿La persona necesita un cuarto sin escaleras?
request-ready-3 = ¿La persona necesita medicina esta noche?
request-ask-own = Su propia pregunta
request-ask-send = Enviar la pregunta
request-question-open = Usted preguntó. La respuesta saldrá aquí.
request-cannot = No podemos recibir a la persona
request-cannot-hint = Elija lo que pasa en su casa. Se pregunta enseguida al siguiente refugio.
request-over = Esta solicitud terminó
request-too-late = La cama ya no está libre. Toque “No podemos recibir a la persona” y se preguntará enseguida al siguiente refugio.
request-accepted = Su casa aceptó. El caso está abierto con ustedes.
request-no-permission = El permiso de la persona terminó. Lo que se dijo ya no se puede leer.
request-open-case = Abrir el caso
back-to-today = Volver a Hoy
cannot-full = Estamos llenos
cannot-no_staff = No hay personal suficiente esta noche
cannot-not_equipped = No tenemos lo que hace falta
cannot-outside_licence = Nuestra licencia no lo permite
cannot-closed_tonight = Esta noche estamos cerrados

# --- el hilo de quien navega ---
thread-title = Un hilo
thread-heading = Hilo { $reference }
thread-seeking = Se busca un lugar desde: { $opened }.
thread-placed = Se encontró un lugar. El hilo empezó: { $opened }.
thread-closed = Cerrado. El hilo empezó: { $opened }.
thread-asks = A quién se preguntó
thread-asked-at = Se preguntó: { $at }
thread-held-until = Cama guardada hasta: { $at }
thread-answered-at = Respondió: { $at }
thread-question-open = Espera la respuesta a una pregunta
thread-take = Tomar el próximo paso
thread-take-hint = Su organización se encarga del paso. Los demás lo ven.
thread-no-names = Aquí no se ven nombres. Quién es la persona queda con las organizaciones que eligió.
todo-await_answer = Espere la respuesta. Si no llega, llámelos. Cuando se acaba el tiempo, se pregunta al siguiente de la lista sin que nadie haga nada.
todo-answer_question = Llame a quien envió: alguien espera su respuesta.
todo-find_another = Llame a quien envió. Busquen juntos una cama, también fuera de esta región.
todo-welcome = Llame al refugio: ¿ya llegó la persona?
todo-make_plan = Pregunte al refugio si ya hizo un plan con la persona.
todo-none = No queda nada por hacer.
