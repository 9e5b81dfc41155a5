# Lo que se comparte de una persona: con quién, para qué, hasta cuándo y cómo pararlo.

case-to-sharing = Qué se comparte y cómo pararlo

# --- lo que se comparte ---
sharing-title = Compartir
sharing-heading = Qué se comparte
sharing-lead = La persona decide. Puede parar cualquiera de estas cosas cuando quiera, sin decir por qué. Nada más cambia.
sharing-nothing = Ahora no se comparte nada con nadie.
sharing-what = Qué
sharing-why = Para qué
sharing-ends = Termina
sharing-until = El { $day }, por sí solo
sharing-stopped-on = Parado el { $day }
sharing-stopped-by-person = Lo paró la persona misma el { $day }
sharing-stop = Dejar de compartir con { $who }
sharing-more = Compartir algo
sharing-ended = Lo que se compartió antes
sharing-with = Con
sharing-given-on = Acordado el
sharing-agreed = Lo que se le leyó a la persona
sharing-agreed-heading = Lo que la persona aceptó
share-packet = lo que un lugar debe saber para decir que sí
share-for-0 = Para encontrar una cama segura
share-for-1 = Para ayudar juntos a la persona
share-for-2 = Vivienda
share-for-3 = Atención de salud
share-for-4 = Ayuda legal
share-for-5 = Seguridad

told-heading = Quién ha mirado
told-nobody = Nadie más ha mirado nada.
told-line-read = El { $day }, { $who } miró: { $what }
told-line-copied = El { $day } se hizo una copia para { $who } de: { $what }
told-hint = Lea esta lista con la persona siempre que la pida.

# --- compartir algo ---
share-heading = ¿Qué se puede compartir?
share-free = La persona recibe la misma ayuda si dice que no. Pregunte cuando nadie más pueda oír.
share-recipient = ¿Con quién?
share-choose = Elija
share-recipient-empty = Elija con quién
share-what = ¿Qué partes pueden leer?
share-what-hint = También ven lo que se escriba allí más tarde, mientras dure.
share-nothing = Elija al menos una parte
share-purpose = ¿Para qué?
share-purpose-empty = Elija para qué es
share-days-hint = Después termina por sí solo.
share-days-wrong = Elija entre un día y un año
share-language = ¿En qué idioma se le lee a la persona?
share-read = Lea esto a la persona
share-paper = Lo mismo para imprimir y firmar
share-print-hint = Para imprimir esta página, use el menú de su navegador. Los botones y menús no salen.
share-giver = ¿Quién aceptó?
share-giver-hint-vawa = Alguien menor de 18 años puede aceptar sin nadie más si la ley le permite recibir esta ayuda sin sus padres.
share-giver-hint-fvpsa = Según las reglas de su subvención, con cualquier menor de 18 años acepta también su padre, madre o tutor.
share-giver-person = La persona
share-giver-minor_alone = La persona, menor de 18 años, sin nadie más
share-giver-minor_with_parent = La persona, menor de 18 años, y su padre, madre o tutor
share-giver-guardian = Un tutor nombrado por un juez
share-giver-rules = Según las reglas de su subvención, acepta también el padre, la madre o el tutor
share-harm = ¿Alguien que pudo hacer daño a la persona aceptó por ella, o estaba escuchando?
share-harm-hint = Puede ser un padre o una madre, la pareja o alguien que vino con ella.
share-harm-no = No
share-harm-yes = Sí, o no lo sabemos
share-harm-empty = Responda esto antes de compartir
share-not-by-harm = Puede esperar. Pregunte otra vez cuando la persona esté a solas o con alguien de confianza.
share-how-on_screen = En esta pantalla: lo leyó o lo escuchó y dijo que sí
share-how-on_paper = Firmó en papel, y guardamos el papel
share-how-through_interpreter = Un intérprete se lo leyó, y firmó
share-written = Elija una forma que quede por escrito
share-text-missing = Falta lo que se le leyó a la persona
share-save = Está de acuerdo: compartir
share-no = No está de acuerdo: no compartir nada

# Lo que se le lee a la persona. Frases cortas.
agree-who = { $from } le pregunta: ¿podemos contarle a { $to } una parte de lo que sabemos de usted?
agree-what = Podrían leer lo que escribimos sobre:
agree-why = Es solo para esto: { $why }.
agree-until = Termina por sí solo el { $day }.
agree-stop = Usted puede pararlo cuando quiera. Díganoslo y lo paramos en el acto. No tiene que decir por qué.
agree-known = Lo que { $to } ya haya leído, ya lo sabe. Eso no se puede deshacer.
agree-free = No tiene que decir que sí. Si dice que no, recibe la misma ayuda.
agree-law-vawa = La ley que protege lo que usted nos cuenta: 34 U.S.C. 12291(b)(2).
agree-law-fvpsa = La ley que protege lo que usted nos cuenta: 42 U.S.C. 10406(c)(5).
paper-heading = Lo que acepto
paper-signed = Mi firma o mi marca:
paper-parent = Si tengo menos de 18 años o tengo tutor, el padre, la madre o el tutor que también acepta (nunca alguien que me hizo daño):
paper-read-by = Quién me leyó esto:
paper-day = Día:

# --- parar ---
stop-heading = ¿Dejar de compartir con { $who }?
stop-what-ends = Lo que termina
stop-ends-now = Desde este momento, { $who } ya no puede abrir nada de esto.
stop-ends-future = No ven nada de lo que se escriba después.
stop-no-help-lost = La ayuda a la persona sigue igual. Nadie pregunta por qué.
stop-packet-ends = Si todavía no han contestado, ya no se les pregunta. Se pregunta al siguiente lugar de la lista.
stop-what-stays = Lo que no se puede deshacer
stop-stays = Lo que { $who } ya leyó, ya lo sabe. Si lo anotaron por su cuenta, esto no lo borra. Puede pedirles que lo borren.
stop-stays-packet = Lo que { $who } ya leyó, ya lo sabe. Si dijeron que sí, abrieron su propio caso con eso, y se queda allí. Puede pedirles que lo borren.
stop-now = Parar ahora
stop-keep = Seguir compartiendo

# --- lo que otros comparten con nosotros ---
menu-shared = Compartido
shared-title = Compartido con nosotros
shared-heading = Compartido con nosotros
shared-nothing = Ahora nadie comparte nada con ustedes.
shared-by = De { $who }
shared-by-reference = De { $who }, caso { $reference }
shared-only-for = La persona aceptó esto para una sola cosa. No lo use para nada más y no se lo dé a nadie.
shared-logged = Cada parte que usted abre queda anotada, y se le dice a la persona.
shared-until = Termina por sí solo el { $day }.
shared-empty = Aquí no hay nada escrito todavía.
shared-not-further = No se lo dé a nadie. Se le dice a la persona que usted lo abrió.
shared-part-2 = 42 CFR Parte 2 prohíbe usar o revelar estos registros sin autorización.
shared-no-more = Esto ya no se comparte con ustedes
shared-no-more-why = La persona lo paró, o terminó su tiempo. Usted no tiene que hacer nada. Si necesita saber algo para ayudarla, pida a quien lo envió que se lo pregunte.

# --- un ajuste de quien administra ---
rules-title = Reglas para compartir
rules-heading = ¿Qué reglas siguen cuando piden a una persona que acepte?
rules-hint = Está en los papeles de su subvención. Si valen las dos, elija la segunda.
rules-vawa = La Ley de Violencia contra las Mujeres
rules-vawa-hint = 34 U.S.C. 12291(b)(2). Alguien menor de 18 años puede aceptar sin nadie más si la ley le permite recibir la ayuda sin sus padres.
rules-fvpsa = La Ley de Prevención y Servicios contra la Violencia Familiar
rules-fvpsa-hint = 42 U.S.C. 10406(c)(5). Con cualquier menor de 18 años acepta también su padre, madre o tutor.
rules-saved = Guardado

# --- las palabras del registro ---
deed-shared-read-identity = Abrió lo compartido: nombre y documentos
deed-shared-read-contact = Abrió lo compartido: contacto y lugar
deed-shared-read-narrative = Abrió lo compartido: lo que pasó
deed-shared-read-health = Abrió lo compartido: salud
deed-shared-read-substance-use = Abrió lo compartido: alcohol y drogas
deed-shared-read-legal = Abrió lo compartido: ley y tribunales
deed-shared-read-safety-plan = Abrió lo compartido: plan de seguridad
deed-release-grant = Compartió algo, como la persona aceptó
deed-release-withdraw = Dejó de compartir, como la persona quiso

# --- una copia ---
copy-heading = Hacer una copia para imprimir
copy-whom = ¿Para quién es la copia?
copy-whom-hint = Una organización puede tener lo que la persona comparte ahora con ella, y nada más.
copy-whom-empty = Elija para quién es la copia
copy-for-person = La persona: puede tenerlo todo
copy-parts = ¿Qué partes?
copy-make = Ver la copia
copy-not-shared = Esto no se comparte ahora con ellos. Elija solo lo que sí.
copy-of-person = Su copia
copy-of = Copia para { $who }
deed-case-export = Hizo una copia

# --- lo que exige una ley o un tribunal ---
sharing-also = También
menu-mandated = Por confirmar
mandated-title = Lo exige una ley o un tribunal
mandated-heading = Lo exige una ley o un tribunal
mandated-lead = Esto no es compartir: la persona no lo aceptó. Cuente solo lo que se exige. Primero lo mira otra persona del equipo. Después se le dice a la persona, en cuanto sea seguro.
mandated-demand = ¿Qué lo exige?
mandated-demand-child_abuse_report = Un aviso de que un menor puede estar en peligro
mandated-demand-adult_abuse_report = Un aviso de que puede estar en peligro una persona adulta que no puede protegerse
mandated-demand-court_order = Una orden de un tribunal
mandated-demand-other_law = Otra ley
mandated-to = A quién se le cuenta
mandated-to-hint = La oficina o el tribunal
mandated-law = Según qué ley u orden
mandated-law-hint = El artículo o el número de la orden
mandated-what = Qué se cuenta
mandated-what-hint = Solo lo que se exige, palabra por palabra
mandated-prepare = Pedir a otra persona del equipo que lo confirme
mandated-state = Cómo está
mandated-is-prepared = Espera a otra persona del equipo, desde { $when }
mandated-is-confirmed = Confirmado { $when }
mandated-is-set_aside = Descartado { $when }
mandated-to-confirm = Mirarlo y confirmar
mandated-needs-another = Otra persona de su organización tiene que confirmarlo.
mandated-set-aside = Descartarlo: no contarlo
mandated-confirm-heading = Confirme que esto se cuenta
mandated-confirm-lead = Léalo todo. ¿De verdad se exige? ¿Hay algo que no se exige? Entonces descártelo y pida uno más corto.
mandated-confirm = Confirmar
mandated-waiting = Esperan a una segunda persona
mandated-none-waiting = Nada espera por usted.
mandated-notice = Decírselo a la persona
mandated-notice-question = ¿Se le dijo a la persona?
mandated-notice-given = Sí, se le dijo y tiene el texto de abajo
mandated-notice-not_safe_yet = Todavía no: ahora no es seguro
mandated-notice-not_reached_yet = Todavía no: no pudimos encontrarla
mandated-notice-court_forbids = Todavía no: el tribunal lo prohíbe por ahora
mandated-notice-is-not_said = Nadie ha anotado todavía si se le dijo.
mandated-notice-is-given = Se le dijo.
mandated-notice-is-not_safe_yet = Todavía no se le dijo: no era seguro.
mandated-notice-is-not_reached_yet = Todavía no se le dijo: no se la pudo encontrar.
mandated-notice-is-court_forbids = Todavía no se le dijo: el tribunal lo prohíbe por ahora.
mandated-notice-give = Para dar a la persona
mandated-notice-told = { $who } tiene que contarle algo sobre usted a { $to }. Lo dice esta ley u orden: { $law }.
mandated-notice-what = Esto es lo que se cuenta, y nada más:
mandated-notice-help = Usted no hizo nada malo. Conserva toda su ayuda.
mandated-notice-safe = Si esto le quita seguridad, díganoslo. Pensamos con usted qué hacer.
deed-mandated-prepare = Preparó lo que exige una ley o un tribunal
deed-mandated-confirmed = Confirmó lo que exige una ley o un tribunal
deed-mandated-set-aside = Descartó lo que se preparó
deed-mandated-notice = Anotó si se le dijo a la persona
deed-mandated-read = Leyó lo que exige una ley o un tribunal
