package io.nephoscope.partition.coordination;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationListener;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.partition.SlotAssignment;
import io.nephoscope.partition.SlotMeter;
import io.nephoscope.partition.SlotShare;
import io.nephoscope.partition.Watermark;
import io.nephoscope.partition.record.AssignmentReader;
import io.nephoscope.partition.record.MalformedRecordException;
import io.nephoscope.partition.record.MemberRecord;
import io.nephoscope.partition.record.SlotAssignmentText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One member: it joins, follows the assignment, proposes the next one when it is its turn, tells how far it has come,
 * and says what may be published. It has no thread and never waits. Not thread-safe: whoever drives it calls one
 * method at a time, the engine's included.
 */
public final class PartitionMember implements CoordinationListener {

    private final String id;
    private final PartitionSettings settings;
    private final Coordination coordination;
    private final Time time;
    private final MemberProgress progress;
    private final AssignmentProposals proposals;
    private final MemberLoads loads;
    private final PresentMembers members = new PresentMembers();
    private AssignmentReader reader = SlotAssignmentText::read;
    private MemberRecord record;
    private Known known;
    private SlotShare share;

    /**
     * What is known of the engine.
     *
     * @param problem why the assignment that lies there now cannot be followed; empty if it is
     * @param disconnectedAt by the monotonic clock; counts only while it is not connected
     */
    private record Known(
            SlotAssignment assignment, long version, String problem, boolean connected, long disconnectedAt) {

        Known connected(boolean now, long at) {
            return new Known(assignment, version, problem, now, at);
        }

        Known following(SlotAssignment next, long nextVersion) {
            return new Known(next, nextVersion, "", connected, disconnectedAt);
        }

        Known refused(String why) {
            return new Known(assignment, version, why, connected, disconnectedAt);
        }
    }

    public PartitionMember(MemberRecord record, PartitionSettings settings, Coordination coordination, Time time) {
        this.id = record.member().id();
        this.record = record;
        this.settings = settings;
        this.coordination = coordination;
        this.time = time;
        SlotAssignment none = SlotAssignment.none(settings.slots());
        this.share = new SlotShare(none, id, Watermark.NOTHING);
        this.known = new Known(none, Coordination.ABSENT, "", false, time.nanoTime());
        this.progress = new MemberProgress(id, coordination, none);
        this.proposals = new AssignmentProposals(id, settings, coordination, time);
        this.loads = new MemberLoads(id, settings, coordination, time);
    }

    /**
     * Goes by what it knew when it ran last, until the engine can be reached; to be called before it joins.
     *
     * @param done what it had polled
     */
    public void remember(SlotAssignment assignment, Watermark done) {
        known = known.following(assignment, Coordination.ABSENT);
        progress.follow(assignment, Coordination.ABSENT);
        progress.remember(done);
    }

    /** Has assignments read by another, which members in one process may share. To be called before it joins. */
    public void readBy(AssignmentReader other) {
        reader = other;
    }

    /** Joins. */
    public void start() {
        coordination.join(record.write());
    }

    // ------------------------------------------------------------------ what the engine tells

    @Override
    public void viewed(View view) {
        if (!known.connected()) {
            known = known.connected(true, 0);
            proposals.connected();
        }
        proposals.present(members.of(view.members()));
        if (view.assignment().version() != known.version()) {
            follow(view.assignment());
        }
        tick();
    }

    /** If the engine has lost what was agreed, that still holds, and somebody writes it down again. */
    private void follow(Stored stored) {
        try {
            SlotAssignment next =
                    stored.version() == Coordination.ABSENT ? known.assignment() : reader.read(stored.text());
            known = known.following(next, stored.version());
            progress.follow(next, stored.version());
        } catch (MalformedRecordException e) {
            known = known.refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void disconnected() {
        if (known.connected()) {
            known = known.connected(false, time.nanoTime());
        }
    }

    // ------------------------------------------------------------------ what drives it

    /** Does what has become due; to be called once a second or so. */
    public void tick() {
        loads.advance(known.assignment(), id);
        if (known.connected() && known.problem().isEmpty()) {
            progress.write();
            loads.write();
            proposals.consider(known.assignment(), known.version());
        }
    }

    /** All polls of a series that were due by then have ended; see {@link io.nephoscope.api.partition.Partitioner}. */
    public void concluded(String series, Instant due) {
        concluded(Map.of(series, Set.of(due)));
    }

    /** The same of several series, which are written down together. */
    public void concluded(Map<String, ? extends Collection<Instant>> series) {
        progress.concluded(series, publications().isForced());
        if (known.connected()) {
            progress.write();
        }
    }

    /** Whether samples may be published; see {@link io.nephoscope.api.partition.Partitioner}. */
    public Publication publication(String series, Instant due) {
        return publications().of(series, due);
    }

    /** The same for other threads than the one that drives this member; to be asked for anew after each call. */
    public PublicationView publications() {
        Optional<Long> forced = known.connected()
                ? Optional.empty()
                : Optional.of(known.disconnectedAt() + settings.hold().toNanos());
        return new PublicationView(progress.view(), time, forced);
    }

    /** Has its slots handed over, because it is to stop; until {@link #isHandedOver} it goes on as before. */
    public void handOver() {
        loads.handOver(known.assignment().owners().count());
        tell(record.leaving(true));
    }

    /** Takes part again after {@link #handOver}. */
    public void comeBack() {
        tell(record.leaving(false));
    }

    /** Tells the others what it is configured to poll. */
    public void tellPolling(String digest) {
        tell(record.polling(digest));
    }

    private void tell(MemberRecord next) {
        if (!next.equals(record)) {
            record = next;
            coordination.join(next.write());
        }
    }

    /** Whether nothing that will be due is this member's, and what it has polled is written down. */
    public boolean isHandedOver() {
        Instant now = time.now();
        return known.assignment().owners().slotsOf(id).isEmpty()
                && progress.unwritten() == 0
                && known.assignment()
                        .allHandovers()
                        .noneMatch(handover -> handover.from().equals(id) && handover.isPending(now));
    }

    /** Ends it at once: others take over what is left. */
    public void leave() {
        coordination.leave();
    }

    /** Ends it for the time of a session: whoever is back by then has lost nothing. */
    public void abandon() {
        coordination.abandon();
    }

    // ------------------------------------------------------------------ what is asked of it

    /** What is to be told how long polls take; the same as long as this member is there. */
    public SlotMeter meter() {
        return loads.meter();
    }

    /** What this member polls; nothing until it is known what is agreed, and what it has polled in an earlier life. */
    public SlotShare share() {
        Watermark earlier = progress.earlier();
        if (earlier != null && !share.isOf(known.assignment(), earlier)) {
            share = new SlotShare(known.assignment(), id, earlier);
        }
        return share;
    }

    /** Whether it goes by what lies in the engine, or did when that could be reached last. */
    public boolean follows() {
        return known.version() != Coordination.ABSENT;
    }

    /** What it says of itself. */
    public MemberRecord record() {
        return record;
    }

    /** Up to which due times it is written down that they are this member's. */
    public Watermark done() {
        return progress.done();
    }

    /** Of how many series something was polled that is not written down yet. */
    public int unwritten() {
        return progress.unwritten();
    }

    public SlotAssignment assignment() {
        return known.assignment();
    }

    /** Since when the engine cannot be reached, by the monotonic clock; empty while it can. */
    public Optional<Long> disconnectedSince() {
        return known.connected() ? Optional.empty() : Optional.of(known.disconnectedAt());
    }

    /** Why the assignment that lies in the engine cannot be followed; empty if it is. */
    public String problem() {
        return known.problem();
    }

    /** Those that are there, who has been there longest first. */
    public List<MemberRecord> present() {
        return proposals.present();
    }
}
