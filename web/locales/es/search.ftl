# Encontrar un registro por el nombre.
find-title = Buscar a alguien
find-heading = Buscar a alguien por el nombre
find-name = Nombre
find-hint = Basta una palabra. También se encuentra con pequeños errores al escribir.
find-go = Buscar
find-where = Solo se miran los registros de su organización que usted puede abrir. Su búsqueda queda anotada; el nombre que escribió no se guarda.
find-empty = Escriba un nombre
find-long = Es más largo que un nombre. Escriba menos
find-too-often = Ha buscado muchas veces. Espere 15 minutos y vuelva a intentarlo
find-count =
    { $count ->
        [0] No se encontró a nadie
        [one] Se encontró 1 registro
       *[other] Se encontraron { $count } registros
    }
find-none = Pruebe con menos letras, o con otro nombre que use. Alguien puede estar aquí sin ningún nombre.
find-no-name = Sin nombre
find-opened = Comenzado: { $at }.
find-reference = Referencia { $reference }. Comenzado: { $at }.
find-state-intake = Todavía se le está preguntando.
find-state-sent = Enviado, sin respuesta todavía.
find-state-handed_off = Entregado a otra organización.
find-state-open = Abierto.
find-state-closed = Cerrado.
find-incomplete = Todavía no se han mirado todos los registros, porque muchos son nuevos para la búsqueda. Pulse Buscar otra vez para seguir.
find-damaged = Algunos registros no se pudieron mirar. Avise a su administrador.
deed-case-find = Encontró el registro al buscar un nombre
deed-search-names = Buscó por nombre
deed-search-index = Preparó registros para la búsqueda
