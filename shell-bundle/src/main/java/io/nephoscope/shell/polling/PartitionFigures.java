package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.PartitionMemberDTO;
import io.nephoscope.api.runtime.dto.PartitionMoveDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.api.runtime.dto.SlotHandoverDTO;
import io.nephoscope.shell.command.Invocation;
import io.nephoscope.shell.text.Table;
import io.nephoscope.shell.text.Times;
import io.nephoscope.shell.text.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How agents share polling, in words. */
final class PartitionFigures {

    private PartitionFigures() {}

    static boolean isOff(PartitionsDTO partitions) {
        return partitions.mode.equals("off");
    }

    /** One line, for the screen of the whole agent. */
    static String summary(PartitionsDTO partitions, Instant now) {
        if (partitions.generation == 0) {
            return "nothing is agreed yet; " + link(partitions, now);
        }
        long present =
                partitions.members.stream().filter(member -> member.present).count();
        return partitions.member + ", one of " + present + " agents, " + share(partitions)
                + (partitions.handedOver ? ", handed over" : partitions.leaving ? ", leaving" : "") + "; "
                + link(partitions, now);
    }

    private static String share(PartitionsDTO partitions) {
        return String.format(Locale.ROOT, "%,d of %,d slots", partitions.ownSlots, partitions.slots);
    }

    private static String link(PartitionsDTO partitions, Instant now) {
        long span = Math.max(0, now.toEpochMilli() - partitions.connectedSince);
        return (partitions.connected ? "connected" : "not connected")
                + (partitions.connectedSince == 0 ? "" : " for " + Times.span(span));
    }

    /** All there is to tell. */
    static String screen(PartitionsDTO partitions, Invocation call) {
        if (isOff(partitions)) {
            return Words.wrap(
                    "Nothing is shared out: this agent polls all it finds. backend.url in"
                            + " io.nephoscope.coordination.cfg changes that.",
                    "",
                    call.width());
        }
        StringBuilder screen = new StringBuilder();
        lines(partitions, call.now()).forEach(line -> screen.append(Words.wrap(line, "", call.width())));
        append(screen, "", partitions.members, members(partitions), call.width());
        append(screen, "To be handed over:", partitions.pending, pending(call), call.width());
        append(screen, "What was agreed last:", partitions.moves, moves(call), call.width());
        return screen.toString();
    }

    private static List<String> lines(PartitionsDTO partitions, Instant now) {
        List<String> lines = new ArrayList<>();
        if (!partitions.backend.isEmpty()) {
            lines.add("Group " + partitions.group + " by " + partitions.mode + " through " + partitions.backend + ", "
                    + link(partitions, now) + ".");
        }
        if (partitions.generation == 0) {
            lines.add("Nothing is agreed yet, so this agent polls nothing of what is shared out.");
        } else {
            lines.add("This agent is " + partitions.member + " and has " + share(partitions) + ", by generation "
                    + partitions.generation + ", known since " + Times.ago(partitions.agreedSince, now)
                    + (partitions.remembered ? ", remembered from before the start." : "."));
        }
        if (partitions.leaving) {
            lines.add(
                    partitions.handedOver
                            ? "All is handed over; it may be stopped, or partitions return takes part again."
                            : "It leaves, and goes on until all is handed over.");
        }
        if (partitions.unwritten > 0) {
            lines.add("Series polled and not yet agreed to be its own: " + partitions.unwritten + ".");
        }
        if (partitions.listsOnce) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Lists of discoveries: %,d made for all, %,d taken from others, %,d made for itself alone.",
                    partitions.listsMade,
                    partitions.listsTaken,
                    partitions.listsAlone));
        }
        if (!partitions.problem.isEmpty()) {
            lines.add("PROBLEM: " + partitions.problem);
        }
        return lines;
    }

    private static <T> void append(StringBuilder screen, String title, List<T> rows, Table<T> table, int width) {
        if (!rows.isEmpty()) {
            screen.append('\n').append(title.isEmpty() ? "" : title + "\n").append(table.render(rows, width));
        }
    }

    private static Table<PartitionMemberDTO> members(PartitionsDTO partitions) {
        Table<PartitionMemberDTO> table = new Table<PartitionMemberDTO>()
                .key("MEMBER", member -> member.id)
                .number("WEIGHT", member -> member.weight)
                .number("SLOTS", member -> member.slots);
        double all = partitions.members.stream()
                .mapToDouble(member -> Math.max(0, member.load))
                .sum();
        if (all > 0) {
            table.text(
                    "LOAD",
                    member -> member.load < 0 ? "" : String.format(Locale.ROOT, "%4.1f %%", 100 * member.load / all));
        }
        return table.text("STATE", member -> state(partitions, member))
                .text("POLLS", member -> member.polling)
                .text("", member -> member.id.equals(partitions.member) ? "this agent" : "");
    }

    private static String state(PartitionsDTO partitions, PartitionMemberDTO member) {
        if (!partitions.connected) {
            return "not known";
        }
        String present = member.leaving ? "leaving" : "present";
        return member.present ? present : "gone";
    }

    private static Table<SlotHandoverDTO> pending(Invocation call) {
        return new Table<SlotHandoverDTO>()
                .key("FROM", handover -> handover.from)
                .key("TO", handover -> handover.to.isEmpty() ? "nobody" : handover.to)
                .number("SLOTS", handover -> handover.slots)
                .text("WHEN", handover -> Times.in(handover.at, call.now()));
    }

    private static Table<PartitionMoveDTO> moves(Invocation call) {
        return new Table<PartitionMoveDTO>()
                .number("GENERATION", move -> move.generation)
                .text("KNOWN", move -> Times.ago(move.at, call.now()))
                .number("MOVED", move -> move.moves)
                .text("JOINED", move -> String.join(" ", move.joined))
                .text("LEFT", move -> String.join(" ", move.left));
    }
}
