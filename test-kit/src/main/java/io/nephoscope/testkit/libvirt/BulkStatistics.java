package io.nephoscope.testkit.libvirt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Statistics of many guests in one answer, in the encoding of libvirt's protocol. */
public final class BulkStatistics {

    private static final int FILTERS = 0xff;
    private static final int USUAL_RECORD = 64;
    private static final int NO_WAIT = 1 << 29;
    private static final int ENFORCE = 1 << 31;

    private final FakeHypervisor hypervisor;
    private final Limits limits;
    /** What to make room for, by groups. */
    private final Map<Integer, Integer> recordSizes = new ConcurrentHashMap<>();

    /** The answer about these guests, without its header: all of their parameters. */
    public static byte[] encode(List<? extends FakeGuest> guests) {
        Wire out = new Wire().int32(guests.size());
        RecordWriter records = new RecordWriter(out);
        guests.forEach(guest -> records.write(guest, Selection.ALL));
        return out.bytes();
    }

    BulkStatistics(FakeHypervisor hypervisor, Limits limits) {
        this.hypervisor = hypervisor;
        this.limits = limits;
    }

    Wire answer(Arguments in) throws RefusedException, InterruptedException {
        int count = in.int32();
        List<FakeGuest> chosen = count == 0 ? hypervisor.guests() : named(in, count);
        int groups = in.int32();
        int flags = in.int32();
        List<FakeGuest> guests = new GuestFilter(flags & FILTERS).of(chosen);
        check(guests.size(), groups, flags);
        return records(guests, new Selection(groups, true), (flags & NO_WAIT) != 0 ? Duration.ZERO : limits.jobWait());
    }

    /** Those of the named guests that are there. */
    private List<FakeGuest> named(Arguments in, int count) throws RefusedException {
        List<FakeGuest> named = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            hypervisor.find(in.domain().uuid()).ifPresent(named::add);
        }
        return named;
    }

    private static void check(int guests, int groups, int flags) throws RefusedException {
        int unknown = groups & ~Selection.KNOWN_GROUPS;
        if (guests > 0 && unknown != 0 && (flags & ENFORCE) != 0) {
            throw new RefusedException(RemoteError.unknownGroups(unknown));
        }
        if (guests > Limits.RECORDS) {
            throw new RefusedException(RemoteError.tooManyRecords(guests, Limits.RECORDS));
        }
    }

    private Wire records(List<FakeGuest> guests, Selection selection, Duration patience)
            throws RefusedException, InterruptedException {
        int expected = recordSizes.getOrDefault(selection.groups(), USUAL_RECORD) * (guests.size() + 1);
        Wire out = new Wire(expected).int32(guests.size());
        RecordWriter records = new RecordWriter(out);
        for (FakeGuest guest : guests) {
            records.write(guest, possible(selection, guest, patience));
            if (Message.HEADER + out.size() > limits.largestMessage()) {
                throw new RefusedException(RemoteError.tooLarge());
            }
        }
        if (!guests.isEmpty()) {
            recordSizes.put(selection.groups(), out.size() / guests.size() + 1);
        }
        return out;
    }

    private Selection possible(Selection selection, FakeGuest guest, Duration patience) throws InterruptedException {
        boolean asks = selection.asksMonitor() && guest.domain().isActive();
        return !asks || hypervisor.ask(guest, patience) ? selection : selection.withoutMonitor();
    }
}
