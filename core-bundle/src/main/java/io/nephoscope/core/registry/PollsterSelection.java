package io.nephoscope.core.registry;

import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.core.plugin.PollsterPlugin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of all pollsters count: those of the agent's namespaces, and of each name the first.
 *
 * @param chosen the pollsters that count, by name
 * @param others the rest, each with the reason; an empty reason means a foreign namespace
 */
public record PollsterSelection(Map<String, PollsterPlugin> chosen, List<Other> others) {

    /** Before anything is offered. */
    public static final PollsterSelection NONE = new PollsterSelection(Map.of(), List.of());

    /** A pollster that does not count. */
    public record Other(PollsterPlugin plugin, PollsterState state, String reason) {}

    /** Takes the pollsters in the order of their ranks, the highest first. */
    public static PollsterSelection of(List<PollsterOffer> offers, Set<String> namespaces) {
        Map<String, PollsterPlugin> chosen = new LinkedHashMap<>();
        List<Other> others = new ArrayList<>();
        for (PollsterOffer offer : offers) {
            PollsterPlugin pollster = offer.plugin();
            if (!offer.refusal().isEmpty()) {
                others.add(new Other(pollster, PollsterState.FAILED, offer.refusal()));
            } else if (Collections.disjoint(pollster.namespaces(), namespaces)) {
                others.add(new Other(pollster, PollsterState.FOREIGN, ""));
            } else {
                PollsterPlugin first = chosen.putIfAbsent(pollster.name(), pollster);
                if (first != null) {
                    others.add(new Other(pollster, PollsterState.SHADOWED, shadowedBy(first)));
                }
            }
        }
        return new PollsterSelection(Collections.unmodifiableMap(chosen), List.copyOf(others));
    }

    private static String shadowedBy(PollsterPlugin first) {
        String defined = first.provenance().isEmpty() ? "" : " (" + first.provenance() + ")";
        return "%s %s%s has a pollster of the same name"
                .formatted(first.origin().bundle(), first.origin().version(), defined);
    }
}
