package io.nephoscope.shell.polling;

import static java.util.stream.Collectors.joining;

import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.SlotsDTO;
import io.nephoscope.shell.text.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells what became of slots in words. */
final class SlotFigures {

    private static final int HUNDREDTHS = 10_000;

    private SlotFigures() {}

    static long gaps(SlotsDTO slots) {
        return slots.gaps.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How much of what is decided is complete, never rounded up: 100 % means that there is no gap. Empty if nothing
     * is decided.
     */
    static String percentage(SlotsDTO slots) {
        long complete = slots.confirmed + slots.nothing;
        long decided = complete + gaps(slots);
        if (decided == 0) {
            return "";
        }
        long hundredths = (long) Math.floor((double) complete / decided * HUNDREDTHS);
        return complete == decided ? "100 %" : String.format(Locale.ROOT, "%.2f %%", hundredths / 100.0);
    }

    /** What was due as the sum of what became of it, and whether that is so. */
    static String equation(SlotsDTO slots) {
        List<String> parts = new ArrayList<>();
        part(parts, slots.confirmed, "confirmed");
        part(parts, slots.stored, "stored");
        part(parts, slots.pending, "pending");
        part(parts, slots.nothing, "with nothing to send");
        part(parts, slots.notOurs, "not ours");
        slots.gaps.forEach((kind, count) -> part(parts, count, Words.word(kind)));
        long sum = slots.confirmed + slots.stored + slots.pending + slots.nothing + slots.notOurs + gaps(slots);
        String right = parts.isEmpty() ? "0" : String.join(" + ", parts);
        String partial = slots.partialGaps == 0 ? "" : "; partial gaps: %s".formatted(number(slots.partialGaps));
        return sum == slots.due
                ? "The sum closes: " + number(slots.due) + " due = " + right + partial + "."
                : "THE SUM DOES NOT CLOSE: " + number(slots.due) + " due, but " + right + ".";
    }

    private static void part(List<String> parts, long count, String name) {
        if (count > 0) {
            parts.add(number(count) + " " + name);
        }
    }

    /** One line for the agent's status. */
    static String summary(SlotsDTO slots) {
        if (slots.due == 0) {
            return "nothing was due yet";
        }
        String percentage = percentage(slots);
        String head = (percentage.isEmpty() ? "" : percentage + " of ") + number(slots.due) + " polls";
        String stored = slots.stored == 0 ? "" : ", " + number(slots.stored) + " wait in the store";
        String gaps = slots.gaps.entrySet().stream()
                .map(gap -> number(gap.getValue()) + " " + Words.word(gap.getKey()))
                .collect(joining(", "));
        return head + stored + (gaps.isEmpty() ? "" : "; gaps: " + gaps);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static SlotsDTO sum(Collection<SlotsDTO> all) {
        SlotsDTO sum = new SlotsDTO();
        Map<GapKind, Long> gaps = new TreeMap<>();
        for (SlotsDTO slots : all) {
            sum.due += slots.due;
            sum.pending += slots.pending;
            sum.stored += slots.stored;
            sum.confirmed += slots.confirmed;
            sum.nothing += slots.nothing;
            sum.notOurs += slots.notOurs;
            sum.partialGaps += slots.partialGaps;
            slots.gaps.forEach((kind, count) -> gaps.merge(kind, count, Long::sum));
        }
        sum.gaps = gaps;
        return sum;
    }
}
