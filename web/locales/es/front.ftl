# Entrar, Hoy, camas, ayuda.
menu-today = Hoy
menu-beds = Camas
menu-help = Ayuda
clock = { $hour }:{ $minute }
clock-on-day = { $day }, { $clock }
look-again = Mirar otra vez

sign-in-title = Entrar
sign-in-heading = Entrar
sign-in = Entrar
sign-in-name = Su nombre de usuario
sign-in-name-empty = Escriba su nombre de usuario
sign-in-passphrase = Su frase de paso
sign-in-passphrase-empty = Escriba su frase de paso
sign-in-wrong = El nombre o la frase de paso no son correctos. Inténtelo otra vez, por favor.
sign-in-too-often = Demasiados intentos desde aquí. Espere 15 minutos e inténtelo otra vez. Sus datos están a salvo. Si es urgente, llame por teléfono.
sign-in-busy = Muchas personas están entrando ahora. Inténtelo otra vez en un momento.
passphrase-show = Mostrar
passphrase-hide = Ocultar
passphrase-show-label = Mostrar la frase de paso
passphrase-hide-label = Ocultar la frase de paso
passphrase-shown = Su frase de paso está a la vista
passphrase-hidden = Su frase de paso está oculta

today-title = Hoy
today-heading = Hoy
today-ended = Esa solicitud terminó: se retiró, o se acabó el tiempo y se preguntó al siguiente refugio.
today-passed-on = Se pasó a otro. Se está preguntando al siguiente refugio.
pages-label = Páginas de esta lista
pages-previous = La página anterior
pages-next = La página siguiente
pages-of = Página { $page } de { $pages }

door-start = Empezar
door-start-hint = ¿Hay alguien con usted que necesita un lugar seguro? Son unos dos minutos. No hace falta un nombre.
door-sought = Por quienes usted preguntó
door-none = Nadie todavía.
door-go-on = Seguir donde paró
door-not-sent = Empezado: { $at }. No se ha enviado nada.
door-reference = Referencia { $reference }
door-waiting = Se espera la respuesta de { $who }. La cama está guardada:
door-question = { $who } tiene una pregunta. La cama está guardada:
door-accepted = { $who } tiene una cama. Vea la dirección.
door-taken-back = Retirado.
door-nobody = Nadie de la lista pudo recibir a la persona. Elija otra vez.

shelter-new = { $count ->
    [one] Espera una solicitud nueva.
   *[other] Esperan { $count } solicitudes nuevas.
}
shelter-requests = Solicitudes nuevas
shelter-no-requests = No hay solicitudes nuevas.
shelter-request = Solicitud { $reference }
shelter-asked-at = { $from }, { $at }. La cama está guardada:
shelter-asked-back = { $from }, { $at }. Usted hizo una pregunta. La cama está guardada:
shelter-held = Casos que lleva
shelter-no-cases = Todavía no hay casos.
shelter-case = Caso { $reference }
shelter-since = Con usted desde: { $at }.
shelter-beds = Decir cuántas camas hay libres

navigator-threads = Hilos de su región
navigator-none = No hay nada abierto en su región.
urgent-nobody-left = No queda a quién preguntar
urgent-hold-ending = { $minutes ->
    [0] La cama se guarda menos de un minuto más
    [one] La cama se guarda un minuto más
   *[other] La cama se guarda { $minutes } minutos más
}
urgent-unanswered = Sin respuesta desde hace { $minutes } minutos

capacity-title = Camas
capacity-heading = Sus camas
capacity-hint = Las puertas ven al momento cuántas camas hay libres. Dígalo cada vez que cambie, al menos una vez al día.
capacity-none = Todavía no hay camas en la lista de su organización. Quien administra puede añadirlas.
capacity-total = Todas las camas
capacity-occupied = Camas ocupadas
capacity-confirm = Confirmar
capacity-never = Nadie lo ha confirmado todavía. Las puertas ven “no se sabe si hay lugar”.
capacity-now = { $free } libres, { $held } guardadas para solicitudes. Confirmado: { $at }.
capacity-saved = Guardado. Las puertas ya lo ven.
capacity-changed = Alguien lo cambió mientras usted escribía. Mire los números otra vez, por favor.
capacity-held = Hay camas guardadas para solicitudes. Las ocupadas y las guardadas juntas no pueden ser más que todas.
capacity-too-many = Hay más camas ocupadas que camas

help-title = Ayuda
help-heading = Ayuda
help-leave = Cómo salir de esta pantalla
help-leave-button = Pulse “Salir de esta página”. Está en todas las páginas. Su pantalla muestra el tiempo que hace.
help-leave-key = O pulse tres veces la tecla Escape.
help-leave-after = Su sesión se cierra al momento. Volver atrás no muestra nada.
help-kept = Qué se guarda y quién lo ve
help-kept-answers = Las respuestas se guardan al pasar a la siguiente pantalla. Hasta que envíe, solo su organización puede abrirlas.
help-kept-sealed = Están selladas con la llave de su organización. Quien robe la base de datos no puede leer ningún nombre.
help-kept-shelter = El refugio que elijan ve lo que la persona aceptó, y nada más.
help-kept-navigator = Quien navega la región ve una referencia y el próximo paso. Ningún nombre.
help-kept-log = Cada vez que alguien abre un registro, queda anotado. La persona puede ver esa lista.
help-kept-search = También queda anotado quién busca un nombre. El nombre que se escribió no se guarda.
help-say-no = Decir que no
help-say-no-words = La persona puede saltar cualquier pregunta, retirar lo enviado o parar. La ayuda nunca depende de hablar con la policía, de papeles ni de decir que sí a todo.
help-own = Una entrada para la persona
help-own-words = La persona puede tener una entrada propia, si la quiere. Allí ve lo que se le debe, quién sabe qué de ella y quién miró, y puede dejar de compartir. Quien lleva su caso la abre con ella, en la página del registro. Allí nunca se ve dónde está ni el plan de seguridad.
help-danger = En peligro ahora mismo
help-danger-words = Llame al 911 si alguien está a punto de salir herido. Para consejo, día y noche: 1-888-373-7888, o envíe un texto al 233733.
