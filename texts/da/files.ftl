# Filer: sendt ind, lagt ved et forslag, hentet igen.

button-files = Bilag
button-fetch_file = Hent
button-retry_file = Prøv igen
button-open_file = Åbn for andre
button-close_file = Luk for andre
button-remove_file = Slet

card-file-waiting = Jeg henter »{ $name }« …
card-file-again = Jeg kunne ikke hente »{ $name }« lige nu. Jeg prøver igen om lidt.
card-file-received = Jeg har gemt »{ $name }«
card-file-stored = { $name }
card-file-failed = Jeg kunne ikke hente »{ $name }«
    .expired = Linket til filen virker ikke mere. Send filen igen.
    .unreachable = Jeg har prøvet flere gange. Prøv igen, eller send filen en gang til.
    .untrusted = Filen ligger et sted, jeg ikke henter filer fra. Send den her i chatten med papirclipsen.
    .large = Der er plads til { $limit } MB. Send en kortere video eller en mindre fil.
    .type = Den slags filer tager jeg ikke imod. Jeg tager imod { $limit }.
card-file-unsent = Filen nåede ikke frem til dig. Tryk »Hent«, og prøv igen.
card-file-in-draft = Den følger med, når du sender dit forslag. Du kan bare svare videre.
card-file-reminder = Borgeres navne, numre og andre oplysninger må ikke kunne ses i filen. Kan de det, så slet den, og send en ny uden.
card-file-where = Hvilket forslag hører den til?
    .new = Et nyt forslag
    .help = Du kan også skrive for eksempel »til nr. 12«.
card-file-closed = Kun din egen organisation kan hente den.
card-file-open = Åben: Andre organisationer, der kan læse forslaget, kan også hente den.
card-file-is-open = åben for andre
card-file-removed = Filen er slettet.
card-file-consent = Bilag til nr. { $number }
card-file-consent-own = Din egen fil
card-file-line = { $name } ({ $size })
card-files = Bilag
card-files-of = Bilag til nr. { $number }
card-files-none = Her er ingen bilag endnu.
card-size-kb = { $count } kB
card-size-mb = { $count } MB
card-word-attach = til nr. 12
card-help-attach = Skriv det sammen med en fil, så lægger jeg den ved forslaget

note-file-placed =
    { $count ->
        [one] Filen ligger nu ved nr. { $number }.
       *[other] Filerne ligger nu ved nr. { $number }.
    }
note-file-none-waiting = Send mig filen, og skriv »til nr. { $number }« sammen med den.
note-file-in-text = Billeder, der er sat ind i teksten, kan jeg ikke gemme. Send billedet som en fil med papirclipsen.
note-file-declined = Helt i orden. Filen ligger her stadig.
note-files-in-chat = Jeg har lagt dem frem i vores egen chat.
