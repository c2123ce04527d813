# Køen, tavlen og overblikket: RPA-teamets lister.

card-month =
    { $month ->
        [1] jan.
        [2] feb.
        [3] marts
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] aug.
        [9] sep.
        [10] okt.
        [11] nov.
       *[12] dec.
    } { $year }
