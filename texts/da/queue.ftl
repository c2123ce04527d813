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

## Køen

button-queue = Kø
button-next = Næste i køen
button-standup = Tavlemøde
button-dashboard = Overblik
button-bulk = Flere på én gang
card-queue =
    { $count ->
        [0] Køen er tom
        [one] Køen: { $count } proces
       *[other] Køen: { $more ->
            [yes] over { $count }
           *[no] { $count }
        } processer
    }
    .nothing = Der er ingen processer her lige nu. Prøv at ændre filteret.
    .show = Vis
card-filter = Filter
    .none = Åbne processer før drift, vigtigste først
    .phase = Fase
    .status = Status
    .domain = Fagområde
    .holder = Hvem har den?
    .stars = Stjerner
    .waiting = Har ventet
    .mine = Mine
    .free = Ledige
    .most = Listen har plads til { $count } navne. Er der flere, vises de første i alfabetet.
card-filter-all =
    .phase = Alle før drift
    .status = Alle åbne
    .domain = Alle
    .holder = Alle
    .stars = Alle
    .waiting = Uanset hvor længe
card-change-filter = Ret
card-free = Ledig
card-days =
    { $count ->
        [0] siden i dag
        [one] { $count } dag
       *[other] { $count } dage
    }
card-at-least = Mindst { $days }

card-no-more-ideas = Du har vurderet alle de idéer, der er ledige eller dine.

## Tavlemødet

card-standup = Tavlemøde
card-standup-new =
    { $count ->
        [0] Ingen nye den seneste uge
       *[other] Nye den seneste uge: { $more ->
            [yes] over { $count }
           *[no] { $count }
        }
    }
card-standup-late =
    { $count ->
        [0] Ingen har ventet for længe
       *[other] Har ventet for længe: { $more ->
            [yes] over { $count }
           *[no] { $count }
        }
    }
card-standup-more = … og { $count } til. Du finder dem i køen.
card-standup-blocked = Det mangler de, før de kan gå videre
card-standup-lacks =
    Mangler { $line } ({ $more ->
        [yes] mindst { $count }
       *[no] { $count }
    })
card-standup-numbers = Nr. { $numbers }
card-standup-numbers-more =
    Nr. { $numbers } og { $more ->
        [yes] mindst { $count }
       *[no] { $count }
    } til
card-standup-none = Intet står i vejen.

## Overblikket

card-dashboard = Overblik
card-dashboard-phases = Processer i hver fase
card-dashboard-promised = Forventet gevinst
card-dashboard-hours = { $hours } om året, heraf { $working } i drift
card-dashboard-saved = Sparet i år
card-dashboard-hours-saved = Timer sparet
card-dashboard-months = Timer sparet pr. måned
card-dashboard-month = Måned
card-dashboard-days = Dage i hver fase (median, det seneste år)
card-dashboard-waiting = Har ventet længst

## Flere på én gang

button-bulk_do = Gør det
card-bulk = Flere på én gang
    .more = De { $count } vigtigste vises. Vil du se andre, så ret filteret i køen.
    .processes = Hvilke?
    .action = Hvad skal der ske med dem?
    .reason = Begrundelse, hvis de afvises
    .colleague = Kollega, hvis de fordeles
    .again = Vælg flere
card-bulk-reject = Afvis dem med samme begrundelse
card-bulk-move = Flyt hver til næste fase
card-bulk-assign = Giv dem til en kollega
card-bulk-done-reject =
    { $count ->
        [0] Ingen er afvist
        [one] Nr. { $numbers } er afvist
       *[other] { $count } er afvist: nr. { $numbers }
    }
card-bulk-done-move =
    { $count ->
        [0] Ingen er flyttet
        [one] Nr. { $numbers } er flyttet til næste fase
       *[other] { $count } er flyttet til næste fase: nr. { $numbers }
    }
card-bulk-done-assign =
    { $count ->
        [0] Ingen er givet videre
        [one] Nr. { $numbers } har fået en ny ansvarlig
       *[other] { $count } har fået en ny ansvarlig: nr. { $numbers }
    }
card-bulk-overtaken = Nr. { NUMBER($number, useGrouping: 0) } har ændret sig, siden listen blev vist. Se den efter, og vælg den igen, hvis det stadig passer.
card-bulk-refused =
    { $count ->
        [one] Der er én, det ikke kunne lade sig gøre med:
       *[other] Der er { $count }, det ikke kunne lade sig gøre med:
    }
