# Dialogen: små sætninger mellem spørgsmålene.

dialog-changed = »{ $label }« er rettet.
dialog-edited = Jeg kan se, at du har rettet en tidligere besked. Tryk »Ret« ved svaret, hvis det også skal ændres her.
dialog-choose = Tryk på en af knapperne, eller skriv, hvad der står på den.
dialog-delete-or-go-on = Skal det så slettes, eller går vi videre? Skriv »slet« eller »fortsæt«.
dialog-back-first = Det her er det første spørgsmål.
dialog-needed = Det her svar kan RPA-teamet ikke undvære.
dialog-needed-unknown = Det her kan ikke springes over, men »ved ikke« er også et svar.
dialog-nothing-to-add = Du har svaret på det hele.
dialog-incomplete = Der er lige lidt, der mangler, før jeg kan sende det.
dialog-unfinished = »{ $label }« er ikke helt på plads endnu. Skriv »spring over«, hvis det ikke skal ændres.
dialog-misread = »{ $label }« kan jeg ikke sende, som det står nu. Svar igen, så er vi i mål.
dialog-form-saved = Jeg har gemt det, du nåede at skrive.
dialog-form-cpr = I »{ $label }« stod der noget, der ligner et CPR-nummer. Det har jeg ikke gemt. Skriv det igen uden nummeret.
dialog-recall-which = Hvad tænker du på? Skriv for eksempel »hvad skrev jeg om systemer«.
dialog-not-answered = Du har ikke skrevet noget om »{ $label }« endnu.
dialog-summary-hint = Skriv »send«, når det er, som det skal være. Tryk på et svar, hvis du vil rette det, eller skriv, hvad det hedder.
