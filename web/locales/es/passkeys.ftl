# Llaves de acceso: usar una, y las propias.
passkey-use = Usar una llave de acceso
passkey-asking = Ahora le pregunta su dispositivo.
passkey-again = No funcionó, o se detuvo. Puede pulsar el botón otra vez.
passkey-needs-scripts = Una llave de acceso necesita JavaScript y un navegador que las conozca. Su frase de paso funciona sin eso.
passkey-show-title = Usar una llave de acceso
passkey-show-heading = Use su llave de acceso
passkey-other-way = Usar otra manera
passkey-lost = Ya no la tengo
passkey-wrong = Esta llave de acceso no es la correcta aquí. Inténtelo otra vez, o use otra manera.
passkey-late = Pasaron más de cinco minutos. Pulse el botón otra vez, por favor.
passkey-second-only = Esta llave de acceso es su segundo paso. Entre primero con su frase de paso. Después se le pide la llave.

way-passkeys = Llaves de acceso
way-passkeys-count = { $count ->
    [one] Una llave de acceso
   *[other] { $count } llaves de acceso
}
way-passkeys-see = Ver y añadir
enrol-passkey = Usar mejor una llave de acceso
account-done-passkey = La llave de acceso está aquí. Desde ahora puede entrar solo con ella.
account-done-passkey-second = La llave de acceso está aquí. Es su segundo paso: escriba su frase de paso y luego úsela.
account-done-passkey-removed = La llave de acceso se quitó. También puede borrarla en su dispositivo.

passkeys-title = Llaves de acceso
passkeys-heading = Llaves de acceso
passkeys-what = Una llave de acceso está en su teléfono, en su computadora o en una llave pequeña de su llavero. Le pide el dedo, la cara o su PIN. Funciona solo en este sitio, así que nadie puede engañarle para que la entregue.
passkeys-none = Todavía no tiene llaves de acceso.
passkey-unnamed = Llave de acceso sin nombre
passkey-opens = Puede entrar solo con ella.
passkey-second = Es un segundo paso, después de su frase de paso.
passkey-copied = Quien la fabricó puede copiarla a sus otros dispositivos. Quien pueda abrirlos también puede usarla.
passkey-not-here = Las llaves de acceso no funcionan en esta dirección del sitio. Su frase de paso sí. Quien lleva el sitio puede ayudar.
passkey-add-heading = Añadir una llave de acceso
passkey-add-what = Puede que su dispositivo le pregunte dos veces. Él guarda la llave. Nosotros guardamos solo lo que prueba que es suya.
passkey-add = Añadir una llave de acceso
passkey-label = Un nombre para ella
passkey-label-hint = Para que sepa cuál es, como “mi teléfono” o “llave azul”.
passkey-rename = Guardar el nombre
passkey-remove-heading = Quitarla
passkey-remove-what = Ya no podrá entrar con ella. Sus otras maneras de entrar se quedan.
passkey-remove = Quitar esta llave de acceso
passkey-last = Esta no se puede quitar ahora: es su última manera de entrar, o su organización pide un segundo paso. Prepare primero otra manera.
passkey-not-added = Esta llave de acceso ya está aquí, o usted tiene muchísimas maneras de entrar. Quite una que no use.
