"""Further sets of templates for the made-up press, which were looked at while rules were made."""

from press_world import Form, Wording

SECOND = Wording(
    forms=(
        Form(
            "{a} has delivered {count} {item} to {b}",
            "{b} took delivery of {count} {item} from {a}",
            "delivered",
            "delivery",
            "hand over {item} to {b}",
        ),
        Form(
            "{a} has massed {count} troops near {place}, close to the border with {b}",
            "a force of {count} {a_adj} soldiers took up positions outside {place} in {b}",
            "massed",
            "positions",
            "deploy more soldiers on its border with {b}",
        ),
        Form(
            "{a_adj} rocket fire on {place} in {b} killed {count} people",
            "at {place} in {b}, {count} residents lost their lives in an attack by {a_adj} forces",
            "fire",
            "attack",
            "fire rockets at {place} in {b}",
            "{a_adj} rocket fire on {place} in {b} left {count} people dead or injured",
        ),
        Form(
            "the foreign minister of {a} travelled to {place} in {b} to meet his counterpart",
            "{b} played host to the foreign minister of {a}, who was received in {place}",
            "travelled",
            "host",
            "travel to {b}",
        ),
        Form(
            "{a} and {b} reached a deal on {item}",
            "negotiators for {a} and {b} initialled a {item} accord",
            "reached",
            "initialled",
            "conclude a {item} deal",
        ),
        Form(
            "{a} sealed {count} crossings on its border with {b}",
            "traffic between {b} and {a} stopped as {a_adj} authorities blocked {count} crossings",
            "sealed",
            "blocked",
            "shut its border with {b}",
        ),
    ),
    said="{Speaker} said that {said}.",
    credited="{said}, according to {speaker}.",
    denied="{Speaker} rejected reports that {said}.",
    predicted="{doer} will {base}, the {third} said.",
    purpose=" so as to {purpose}",
    titles=("{a}, {b} and {place}", "Eyes on {a}"),
    unnamed="an official who asked not to be named",
)

THIRD = Wording(
    forms=(
        Form(
            "{a} supplied {b} with {count} {item}",
            "a consignment of {count} {item} from {a} arrived in {b}",
            "supplied",
            "arrived",
            "provide {b} with {item}",
        ),
        Form(
            "{a} rushed {count} troops to {place} on the frontier with {b}",
            "{count} {a_adj} troops have been sent to the frontier with {b} around {place}",
            "rushed",
            "sent",
            "reinforce the frontier with {b}",
        ),
        Form(
            "{count} people died when the {a_adj} army bombarded {place} in {b}",
            "{a_adj} shelling of {place} in {b} claimed {count} lives",
            "bombarded",
            "shelling",
            "bombard {place} in {b}",
            "{count} people were killed or hurt when the {a_adj} army bombarded {place} in {b}",
        ),
        Form(
            "the foreign minister of {a} arrived in {place} for talks with {b_adj} leaders",
            "{b} received the foreign minister of {a} in {place}",
            "arrived",
            "received",
            "fly to {place} for talks with {b_adj} leaders",
        ),
        Form(
            "{a} and {b} have agreed on {item}",
            "{a} concluded a {item} accord with {b}",
            "agreed",
            "concluded",
            "agree on {item}",
        ),
        Form(
            "{a} shut {count} checkpoints on the border with {b}",
            "{count} checkpoints have been closed by {a} on its frontier with {b}",
            "shut",
            "closed",
            "close its checkpoints to travellers from {b}",
        ),
    ),
    said="{said}, {speaker} announced.",
    credited="{Speaker} confirmed that {said}.",
    denied="{Speaker} called it untrue that {said}.",
    predicted="The {third} expects that {doer} will {base}.",
    purpose=", with the aim to {purpose}",
    titles=("News from {place}: {a} and {b}", "{a}: what comes next"),
    unnamed="a source in the government",
)

FOURTH = Wording(
    forms=(
        Form(
            "{a} shipped {count} {item} to its neighbour {b}",
            "{count} {item} were handed over to {b} by {a}",
            "shipped",
            "handed",
            "ship {item} to {b}",
        ),
        Form(
            "{count} soldiers from {a} have been stationed at {place}, opposite {b}",
            "{a} increased its garrison at {place} on the {b_adj} border to {count} troops",
            "stationed",
            "increased",
            "station soldiers opposite {b}",
        ),
        Form(
            "at least {count} people perished in {a_adj} air strikes on {place} in {b}",
            "warplanes from {a} struck {place} in {b}; the death toll stood at {count}",
            "strikes",
            "struck",
            "carry out air strikes on {place} in {b}",
            "{a_adj} air strikes on {place} in {b} killed or injured {count} people",
        ),
        Form(
            "the foreign minister of {a} paid a call on his {b_adj} colleague in {place}",
            "the foreign ministers of {a} and {b} met in {place}",
            "call",
            "met",
            "call on his {b_adj} colleague",
        ),
        Form(
            "{a} struck a {item} bargain with {b}",
            "representatives of {a} and {b} put their names to a {item} pact",
            "struck",
            "put",
            "strike a {item} bargain with {b}",
        ),
        Form(
            "{a} barred travellers from {b} at {count} border posts",
            "{a_adj} guards turned travellers from {b} back at {count} border posts",
            "barred",
            "turned",
            "bar travellers from {b}",
        ),
    ),
    said="{Speaker} told reporters that {said}.",
    credited="{said}, {speaker} was quoted as saying.",
    denied="{Speaker} dismissed claims that {said}.",
    predicted="According to the {third}, {doer} will {base}.",
    purpose=", meant to {purpose}",
    titles=("{place} between {a} and {b}", "{a} under watch"),
    unnamed="a diplomat with knowledge of the matter",
)

MORE = {"second": SECOND, "third": THIRD, "fourth": FOURTH}
