"""From sentences to mentions, clause frames, events, figures and times: what is asserted."""
