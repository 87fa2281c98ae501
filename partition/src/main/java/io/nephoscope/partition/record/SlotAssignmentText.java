package io.nephoscope.partition.record;

import static java.util.stream.Collectors.toCollection;

import io.nephoscope.partition.Handover;
import io.nephoscope.partition.HashSlots;
import io.nephoscope.partition.Member;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotOwners;
import io.nephoscope.partition.Watermark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The one record that all members go by. Members, those that were owners and are gone, and watermarks are lines,
 * numbered in their order; the slots, of which there are thousands, are two bytes each, the place of what is meant plus
 * one, deflated and in base 64.
 */
public final class SlotAssignmentText {

    private static final String KIND = "assignment";
    private static final int VERSION = 1;
    private static final String SLOTS = "slots";
    private static final String GENERATION = "generation";
    private static final String MEMBER = "member";
    private static final String FORMER = "former";
    private static final String UNTIL = "until";
    private static final String DONE = "done";
    private static final String PLANNED = "planned";
    private static final String OWNERS = "owners";
    private static final String SLOTS_FROM = "slots-from";
    private static final String SLOTS_UNTIL = "slots-until";

    private static final int NONE = -1;

    private SlotAssignmentText() {}

    /** The record of an assignment. */
    public static String write(SlotAssignment assignment) {
        SlotOwners owners = assignment.owners();
        RecordText text = RecordText.of(KIND, VERSION);
        text.add(GENERATION, String.valueOf(assignment.generation()));
        text.add(SLOTS, String.valueOf(owners.count()));
        owners.members().forEach(member -> text.add(MEMBER, member.id(), String.valueOf(member.weight())));
        List<String> ids = ids(owners.members());
        List<String> former = assignment
                .allHandovers()
                .map(Handover::from)
                .filter(id -> !ids.contains(id))
                .distinct()
                .toList();
        List<List<String>> untils = assignment
                .allHandovers()
                .map(SlotAssignmentText::until)
                .distinct()
                .toList();
        former.forEach(id -> text.add(FORMER, id));
        untils.forEach(until ->
                text.add(Stream.concat(Stream.of(UNTIL), until.stream()).toArray(String[]::new)));
        ids.addAll(former);
        text.add(OWNERS, packed(owners.count(), owners::ownerIndex));
        List<@Nullable Handover> layer = new ArrayList<>();
        for (int slot = 0; slot < owners.count(); slot++) {
            int index = assignment.handoverIndex(slot);
            layer.add(index < 0 ? null : assignment.handovers().get(index));
        }
        Map<String, Integer> idPlaces = places(ids);
        Map<List<String>, Integer> untilPlaces = places(untils);
        while (layer.stream().anyMatch(Objects::nonNull)) {
            List<@Nullable Handover> now = layer;
            text.add(SLOTS_FROM, packed(now.size(), slot -> place(idPlaces, now.get(slot), Handover::from)));
            text.add(
                    SLOTS_UNTIL,
                    packed(now.size(), slot -> place(untilPlaces, now.get(slot), SlotAssignmentText::until)));
            layer = new ArrayList<>();
            for (Handover handover : now) {
                layer.add(handover == null ? null : handover.before());
            }
        }
        return text.toString();
    }

    /** Whether it is settled, and the watermark. */
    private static List<String> until(Handover handover) {
        return Stream.concat(
                        Stream.of(handover.settled() ? DONE : PLANNED), WatermarkText.words(handover.until()).stream())
                .toList();
    }

    private static <T> Map<T, Integer> places(List<T> values) {
        Map<T, Integer> places = new HashMap<>();
        values.forEach(value -> places.put(value, places.size()));
        return places;
    }

    private static List<String> ids(List<Member> members) {
        return members.stream().map(Member::id).collect(toCollection(ArrayList::new));
    }

    private static <T> int place(Map<T, Integer> places, @Nullable Handover handover, Function<Handover, T> part) {
        return handover == null ? NONE : places.getOrDefault(part.apply(handover), NONE);
    }

    public static SlotAssignment read(String record) throws MalformedRecordException {
        RecordText text = RecordText.parse(KIND, VERSION, record);
        try {
            int slots = new HashSlots((int) text.number(SLOTS)).count();
            List<Member> members = new ArrayList<>();
            for (List<String> words : text.all(MEMBER)) {
                members.add(new Member(words.get(0), (int) text.number(MEMBER, words.get(1))));
            }
            SlotOwners owners = SlotOwners.of(members, unpacked(slots, text.word(OWNERS)));
            List<@Nullable Handover> bySlot = handovers(text, slots, ids(members));
            List<Handover> handovers =
                    bySlot.stream().filter(Objects::nonNull).distinct().toList();
            Map<Handover, Integer> places = places(handovers);
            int[] indexes = bySlot.stream()
                    .mapToInt(handover -> handover == null ? NONE : places.getOrDefault(handover, NONE))
                    .toArray();
            return SlotAssignment.of(text.number(GENERATION), owners, handovers, indexes);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MalformedRecordException("assignment: " + e.getMessage());
        }
    }

    /** The last hand-over of each slot: of those that are written, the oldest are read first. */
    private static List<@Nullable Handover> handovers(RecordText text, int slots, List<String> ids)
            throws MalformedRecordException {
        text.all(FORMER).forEach(words -> ids.add(words.get(0)));
        List<List<String>> kinds = text.all(UNTIL);
        List<Watermark> untils = new ArrayList<>();
        for (List<String> words : kinds) {
            untils.add(WatermarkText.read(text, words.subList(1, words.size())));
        }
        List<List<String>> from = text.all(SLOTS_FROM);
        List<List<String>> until = text.all(SLOTS_UNTIL);
        if (from.size() != until.size() || from.size() > Handover.MAX_DEPTH) {
            throw new MalformedRecordException("assignment: it has " + from.size() + " lines \"" + SLOTS_FROM
                    + "\" and " + until.size() + " lines \"" + SLOTS_UNTIL + "\"");
        }
        List<@Nullable Handover> handovers = new ArrayList<>(Collections.nCopies(slots, null));
        for (int depth = from.size() - 1; depth >= 0; depth--) {
            int[] fromPlaces = unpacked(slots, from.get(depth).get(0));
            int[] untilPlaces = unpacked(slots, until.get(depth).get(0));
            for (int slot = 0; slot < slots; slot++) {
                if (fromPlaces[slot] != NONE) {
                    boolean settled = kinds.get(untilPlaces[slot]).get(0).equals(DONE);
                    Watermark mark = untils.get(untilPlaces[slot]);
                    handovers.set(slot, new Handover(ids.get(fromPlaces[slot]), mark, settled, handovers.get(slot)));
                }
            }
        }
        return handovers;
    }

    private static String packed(int count, IntUnaryOperator values) {
        byte[] plain = new byte[count * 2];
        for (int slot = 0; slot < count; slot++) {
            int value = values.applyAsInt(slot) + 1;
            plain[slot * 2] = (byte) (value >>> 8);
            plain[slot * 2 + 1] = (byte) value;
        }
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length + plain.length / 8 + 64];
            int length = deflater.deflate(packed);
            return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(packed, length));
        } finally {
            deflater.end();
        }
    }

    private static int[] unpacked(int count, String text) throws MalformedRecordException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(text));
            byte[] plain = new byte[count * 2];
            if (inflater.inflate(plain) != plain.length || inflater.inflate(new byte[1]) != 0) {
                throw new MalformedRecordException("assignment: it is not of " + count + " slots");
            }
            int[] values = new int[count];
            for (int slot = 0; slot < count; slot++) {
                values[slot] = (((plain[slot * 2] & 0xff) << 8) | (plain[slot * 2 + 1] & 0xff)) - 1;
            }
            return values;
        } catch (DataFormatException e) {
            throw new MalformedRecordException("assignment: its slots are not deflated well");
        } finally {
            inflater.end();
        }
    }
}
