# Passkeys: using one, and one's own.
passkey-use = Use a passkey
passkey-asking = Your device asks you now.
passkey-again = That did not work, or it was stopped. You can press the button again.
passkey-needs-scripts = A passkey needs JavaScript, and a browser that knows passkeys. Your passphrase works without.
passkey-show-title = Use a passkey
passkey-show-heading = Use your passkey
passkey-other-way = Use another way
passkey-lost = I do not have it any more
passkey-wrong = This passkey is not right here. Please try again, or use another way.
passkey-late = That took longer than five minutes. Please press the button again.
passkey-second-only = This passkey is your second step. Please sign in with your passphrase first. Then you are asked for it.

way-passkeys = Passkeys
way-passkeys-count = { $count ->
    [one] One passkey
   *[other] { $count } passkeys
}
way-passkeys-see = See and add
enrol-passkey = Use a passkey instead
account-done-passkey = The passkey is here. You can sign in with it alone from now on.
account-done-passkey-second = The passkey is here. It is your second step: type your passphrase, then use it.
account-done-passkey-removed = The passkey is removed. You can also delete it on your device.

passkeys-title = Passkeys
passkeys-heading = Passkeys
passkeys-what = A passkey is in your telephone, your computer, or a small key on your key ring. It asks for your finger, your face or its PIN. It works on this site only, so nobody can trick you into giving it away.
passkeys-none = You have no passkeys yet.
passkey-unnamed = Passkey without a name
passkey-opens = You can sign in with it alone.
passkey-second = It is a second step, after your passphrase.
passkey-copied = Its maker may copy it to your other devices. Whoever can get into those can use it too.
passkey-not-here = Passkeys do not work at this address of the site. Your passphrase does. Whoever runs the site can help.
passkey-add-heading = Add a passkey
passkey-add-what = Your device may ask you twice. It keeps the passkey. We keep only what proves that it is yours.
passkey-add = Add a passkey
passkey-label = A name for it
passkey-label-hint = So that you know which one it is, like “my telephone” or “blue key”.
passkey-rename = Save the name
passkey-remove-heading = Remove it
passkey-remove-what = You cannot sign in with it any more. Your other ways to sign in stay.
passkey-remove = Remove this passkey
passkey-last = This one cannot be removed now: it is your last way in, or your organization asks for a second step. Set up another way first.
passkey-not-added = This passkey is here already, or you have very many ways to sign in. Remove one that you do not use.
