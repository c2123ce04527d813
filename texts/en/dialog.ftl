# The dialog: short sentences between the questions.

dialog-changed = “{ $label }” is changed.
dialog-edited = I see that you changed an earlier message. Tap “Edit” by the answer if it should change here too.
dialog-choose = Tap one of the buttons, or write what it says.
dialog-delete-or-go-on = Shall I delete it then, or do we go on? Write “delete” or “continue”.
dialog-back-first = This is the first question.
dialog-needed = The RPA team cannot do without this answer.
dialog-needed-unknown = This one cannot be skipped, but “don’t know” is an answer too.
dialog-nothing-to-add = You have answered everything.
dialog-incomplete = A little is missing before I can send it.
dialog-unfinished = “{ $label }” is not quite in place yet. Write “skip” if it is not to be changed.
dialog-misread = I cannot send “{ $label }” as it stands now. Answer it again, and we are there.
dialog-form-saved = I have kept what you wrote.
dialog-form-cpr = In “{ $label }” there was something that looks like a CPR number. I have not kept it. Please write it again without the number.
dialog-recall-which = What are you thinking of? Write, for example, “what did I write about systems”.
dialog-not-answered = You have not written anything about “{ $label }” yet.
dialog-summary-hint = Write “send” when it is as it should be. Tap an answer to change it, or write what it is called.
