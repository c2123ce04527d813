# The chat apart from the questions.

note-answer-passed-on = Thank you! Your answer is with the RPA team. To add something, write “status { $number }” and press “Comments”.
note-not-a-command = I am not sure what to do with that. Here is what I can help with.
note-edited = I can see that you have changed an earlier message. It changes nothing that has been sent. Write “mine” to see your suggestions.
note-nothing-pending = We are not in the middle of anything. Write “suggest” if you want to suggest a task.
note-below = See below.
note-done-already = I have done that already.
note-sent = Sent to the RPA team.
note-saved = It is kept. Write “mine” when you want to go on.
note-discarded = It is deleted.
note-language = We will speak English.
note-muted = I will remember that. Write “unmute” when you want to hear everything again.
note-unmuted = You will hear from me again when something happens.
note-hello-group = Hello! I am Guldkorn, and I collect tasks that a robot could take over. If you have one, write to me in our own chat: { $chat }
note-in-channel = Write to me in our own chat and I will help you: { $chat }
note-in-review-channel = Suggestions are gathered in this channel. Mention me and write “queue”, “standup”, “dashboard” or “digest”, and I will answer here.
note-chat-unknown = Let us take that in our own chat. Open it here and write again: { $chat }
note-moved-to-chat = I have answered you in our own chat.
note-digest-where = A digest comes in a channel. Add me to the team, mention me in the channel and write “digest”.
note-digest-on = { $name } has turned the digest on. Every { $weekday } at { $time } I will show here which new suggestions have come in.
note-digest-off = { $name } has turned the digest off. I will remember what I have shown, in case you want it again.
sorry-database = I cannot reach my data right now. Please try again in a little while.
