# Chatten uden for spørgsmålene.

note-answer-passed-on = Tak! Dit svar er sendt til RPA-teamet. Vil du tilføje noget, så skriv »status { $number }«, og tryk »Kommentarer«.
note-not-a-command = Det er jeg ikke sikker på, hvad jeg skal gøre ved. Her er det, jeg kan hjælpe med.
note-edited = Jeg kan se, at du har rettet en tidligere besked. Det ændrer ikke noget, der er sendt. Skriv »mine«, så ser du dine forslag.
note-nothing-pending = Vi er ikke i gang med noget lige nu. Skriv »forslag«, hvis du vil foreslå en opgave.
note-below = Se herunder.
note-done-already = Det har jeg allerede gjort.
note-sent = Sendt til RPA-teamet.
note-saved = Det er gemt. Skriv »mine«, når du vil videre.
note-discarded = Det er slettet.
note-language = Så taler vi dansk.
note-muted = Det husker jeg. Skriv »lyd til«, når du vil høre det hele igen.
note-unmuted = Så hører du fra mig igen, når der sker noget.
note-hello-group = Hej! Jeg er Guldkorn, og jeg samler på opgaver, en robot kan overtage. Har du en, så skriv til mig i vores egen chat: { $chat }
note-in-channel = Skriv til mig i vores egen chat, så hjælper jeg dig: { $chat }
note-in-review-channel = Forslagene samles her i kanalen. Nævn mig, og skriv »kø«, »tavlemøde«, »overblik« eller »opsamling«, så svarer jeg her.
note-chat-unknown = Det tager vi i vores egen chat. Åbn den her, og skriv igen: { $chat }
note-moved-to-chat = Jeg har svaret dig i vores egen chat.
note-digest-where = En opsamling kommer i en kanal. Føj mig til teamet, og skriv »opsamling« til mig i kanalen, hvor du nævner mig.
note-digest-on = { $name } har slået opsamlingen til. Hver { $weekday } kl. { $time } viser jeg her, hvad der er kommet af nye forslag.
note-digest-off = { $name } har slået opsamlingen fra. Jeg husker, hvad jeg har vist, hvis I vil have den igen.
sorry-database = Jeg kan ikke komme til mine data lige nu. Prøv igen om lidt.
