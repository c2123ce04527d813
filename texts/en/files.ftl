# Files: sent in, placed with a suggestion, fetched again.

button-files = Attachments
button-fetch_file = Get it
button-retry_file = Try again
button-open_file = Open to others
button-close_file = Close to others
button-remove_file = Delete

card-file-waiting = I am fetching “{ $name }” …
card-file-again = I could not fetch “{ $name }” just now. I will try again in a little while.
card-file-received = I have kept “{ $name }”
card-file-stored = { $name }
card-file-failed = I could not fetch “{ $name }”
    .expired = The link to the file no longer works. Please send the file again.
    .unreachable = I have tried several times. Try again, or send the file once more.
    .untrusted = The file is in a place I do not fetch files from. Send it here in the chat with the paper clip.
    .large = There is room for { $limit } MB. Please send a shorter video or a smaller file.
    .type = I do not take that kind of file. I take { $limit }.
card-file-unsent = The file did not reach you. Press “Get it” and try again.
card-file-in-draft = It goes along when you send your suggestion. You can just go on answering.
card-file-reminder = Citizens’ names, numbers and other details must not be visible in the file. If they are, delete it and send another one without them.
card-file-where = Which suggestion does it belong to?
    .new = A new suggestion
    .help = You can also write, for example, “to no. 12”.
card-file-closed = Only your own organisation can get it.
card-file-open = Open: Other organisations that can read the suggestion can get it too.
card-file-is-open = open to others
card-file-removed = The file has been deleted.
card-file-consent = Attachment to no. { $number }
card-file-consent-own = Your own file
card-file-line = { $name } ({ $size })
card-files = Attachments
card-files-of = Attachments to no. { $number }
card-files-none = There are no attachments here yet.
card-size-kb = { $count } kB
card-size-mb = { $count } MB
card-word-attach = to no. 12
card-help-attach = Write it together with a file, and I will place it with the suggestion

note-file-placed =
    { $count ->
        [one] The file is now with no. { $number }.
       *[other] The files are now with no. { $number }.
    }
note-file-none-waiting = Send me the file, and write “to no. { $number }” together with it.
note-file-in-text = I cannot keep pictures that are pasted into the text. Send the picture as a file with the paper clip.
note-file-declined = That is fine. The file is still here.
note-files-in-chat = I have put them in our own chat.
