# El marco de cada página, sus errores, fechas y líneas de tiempo.
site-name = Notas
skip-link = Ir a la página
exit = Salir de esta página
exit-hint = Sale enseguida y muestra una página del tiempo. También puede pulsar Escape tres veces.
languages = Idioma
menu = Páginas
back = Atrás
sign-out = Cerrar sesión
stay = Seguir con la sesión
stay-until-when = ¿Hasta cuándo está abierta mi sesión?
stay-left = Su sesión se cierra en #.
stay-left-for-good = Su sesión se cierra en #, y después puede entrar otra vez. Envíe antes lo que esté escribiendo, por favor.
stay-done = Su sesión sigue abierta.
footer-kept = Nada se guarda en este aparato. Lo que usted escribe queda cerrado: solo lo abre la organización que usted elige.
footer-help = Ayuda, y cómo salir rápido
live-news = Algo ha cambiado. Cargue la página otra vez para verlo.

error-prefix = Error
error-summary-title = Por favor, mire esto
form-required = Por favor, responda aquí
form-choose = Por favor, elija una
form-not-offered = Por favor, elija una de las que se ofrecen
form-too-long = Es demasiado largo. Por favor, acórtelo.
form-one-line = Por favor, escríbalo en una sola línea
form-number = Por favor, escriba un número entero, como 3
form-number-range = Este número es demasiado pequeño o demasiado grande
form-day = Esto no es un día. Escríbalo así: 24 11 2026.
form-day-range = Este día es demasiado temprano o demasiado tarde
date-day = Día
date-month = Mes
date-year = Año

member-sign-in = De 3 a 64 letras de la a a la z, números, punto, guion y guion bajo
member-name = Por favor, escriba un nombre
member-roles = Por favor, elija al menos una función
passphrase-short = Al menos 15 caracteres. Unas palabras que no tienen que ver entre sí van bien.
passphrase-common = Mucha gente usa esta. Por favor, elija palabras que no tengan que ver entre sí.

error-title = Algo lo impide
error-back = Volver
error-to-sign-in = Iniciar sesión
error-number = Si pide ayuda, diga este número: { $number }
error-400 = No pudimos leer eso
    .do = No se guardó nada. Por favor, vuelva e inténtelo otra vez.
error-401 = Por favor, inicie sesión
    .do = Se cerró su sesión por seguridad. Lo que ya se envió está guardado.
error-403 = Esto no está abierto para usted
    .do = Su función no incluye esta página, o la página es vieja. Por favor, vuelva y cárguela otra vez.
error-404 = Aquí no hay nada
    .do = Quizá terminó, o es de otra organización. Si alguien le envió aquí, pregúntele.
error-409 = Otra persona llegó antes
    .do = No se perdió nada. Por favor, vuelva, cargue la página otra vez y elija de nuevo.
error-410 = Esto ha terminado
    .do = Aquí ya no hay que hacer nada.
error-412 = Cambió mientras tanto
    .do = Otra persona guardó algo. Por favor, vuelva, cargue la página otra vez y envíe de nuevo.
error-413 = Era demasiado grande
    .do = Por favor, acórtelo y envíelo otra vez.
error-415 = No podemos recibir eso
    .do = Por favor, vuelva y use el formulario de la página.
error-428 = La página es vieja
    .do = Por favor, vuelva, cargue la página otra vez y envíe de nuevo.
error-429 = Demasiados intentos
    .do = Por favor, espere un minuto e inténtelo otra vez.
error-500 = Algo falló de nuestro lado
    .do = No es culpa suya. Por favor, inténtelo otra vez. Si es urgente, use el teléfono.
error-503 = Hay demasiado trabajo ahora
    .do = No se perdió nada. Por favor, inténtelo otra vez en un momento.
error-504 = Tardó demasiado
    .do = Por favor, mire si se guardó e inténtelo otra vez.
error-507 = El disco está lleno
    .do = No se puede guardar nada nuevo, pero aún se puede leer. Por favor, avise a su administrador y use el teléfono mientras tanto.

countdown-left = { $minutes ->
    [one] Queda { $minutes } minuto
   *[other] Quedan { $minutes } minutos
}
countdown-left-script = Quedan # min
countdown-over = Se acabó el tiempo

day = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[other] diciembre
} de { $year }
month-short = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[other] dic
} { $year }

timeline-describes = { $rows ->
    [one] Un servicio a lo largo del tiempo. La tabla de abajo dice lo mismo con palabras.
   *[other] { $rows } servicios a lo largo del tiempo. La tabla de abajo dice lo mismo con palabras.
}
timeline-today = Hoy
timeline-owed = Se le debe
timeline-received = Lo recibe
timeline-gap = Se le debe y no lo recibe
timeline-possible = Quizá le corresponde
timeline-fact = Se sabe de la persona
timeline-wrong = La norma lo exige y no se concede
timeline-table = Lo mismo con palabras
timeline-service = Servicio
timeline-what = Qué
timeline-from = Desde
timeline-until = Hasta
timeline-source = Según qué ley
timeline-no-end = Sin fin
timeline-goes-on = Sigue hasta hoy
timeline-since-ever = Desde siempre
