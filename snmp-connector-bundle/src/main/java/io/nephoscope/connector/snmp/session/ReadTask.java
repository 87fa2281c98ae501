package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpTrouble.Kind;
import io.nephoscope.connector.snmp.config.SnmpSettings;
import io.nephoscope.support.text.OneLine;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.smi.Address;

/**
 * One reading of one device: one request at a time, each sent again until it is answered, until all is read or the time is
 * over. Begun by whoever makes room in the window, led on by the socket's thread and by the timer; all of that under its own
 * lock, but for the end, which is told outside.
 */
final class ReadTask implements ResponseListener {

    /** Who is quiet for so long gives up its place in the window. */
    private static final long PATIENCE = Duration.ofMillis(100).toNanos();

    private static final int MOST_REPORTS = 3;

    private final Device device;
    private final SnmpSettings settings;
    private final RequestWindow window;
    private final long deadline;
    private final SnmpReading.Builder read;
    private final Scalars scalars;
    private final Walk walk;
    /** One request, if the device was silent the last time and has not answered yet. */
    private int tries;

    private final CompletableFuture<SnmpReading> result = new CompletableFuture<>();

    private long begunAt;
    private Step step;
    private @Nullable PDU request;
    private int sent;
    private long sentAt;
    private boolean hasAnswered;
    /** Whether it answered with more than reports. */
    private boolean hasBeenRead;
    /** How many reports there were in a row that only tell how to ask. */
    private int reports;

    private boolean hasRenewed;
    private boolean isInWindow;
    private boolean isOver;

    ReadTask(Device device, PreparedQuery query, SnmpSettings settings, RequestWindow window, long deadline) {
        this.device = device;
        this.settings = settings;
        this.window = window;
        this.deadline = deadline;
        this.read = SnmpReading.of(query.query());
        this.scalars = new Scalars(query.exact(), device.bound(), read);
        this.walk = new Walk(
                query.columns(), settings.bulkValues(), device.session().isVersion1(), read);
        this.step = scalars;
        this.tries = device.record().isDoubtful() ? 1 : settings.retries() + 1;
    }

    CompletableFuture<SnmpReading> result() {
        return result;
    }

    /** Begins, with a place in the window. */
    void start() {
        boolean isTooLate;
        Optional<SnmpReading> reading = Optional.empty();
        synchronized (this) {
            isTooLate = isOver;
            if (!isTooLate) {
                begunAt = System.nanoTime();
                isInWindow = true;
                reading = next();
            }
        }
        if (isTooLate) {
            window.leave();
        }
        end(reading);
    }

    /**
     * Called now and then by the timer: sends again, and gives up.
     *
     * @return whether it is over
     */
    boolean tick(long now) {
        Optional<SnmpReading> reading;
        boolean leaves;
        synchronized (this) {
            if (isOver) {
                return true;
            }
            reading = request == null ? waiting(now) : quiet(now);
            leaves = request != null && isInWindow && now - sentAt > PATIENCE && !isOver;
            isInWindow &= !leaves;
        }
        if (leaves) {
            window.leave();
        }
        end(reading);
        return reading.isPresent();
    }

    private Optional<SnmpReading> waiting(long now) {
        return deadline - now > 0
                ? Optional.empty()
                : over(new SnmpTrouble(Kind.LATE, "was not asked before the time was over; others took all of it"));
    }

    private Optional<SnmpReading> quiet(long now) {
        if (deadline - now <= 0) {
            // Where the interval is shorter than all tries, a device that is not there must rest all the same.
            return !hasBeenRead && now - begunAt >= settings.timeout().toNanos()
                    ? silent()
                    : over(new SnmpTrouble(Kind.LATE, "did not answer all before the time was over"));
        }
        if (now - sentAt < settings.timeout().toNanos()) {
            return Optional.empty();
        }
        if (sent < tries) {
            return send();
        }
        // A device whose clock was set back is not heard by the rules of version 3.
        return device.session().isStale() && !hasRenewed ? renewed() : silent();
    }

    private Optional<SnmpReading> silent() {
        if (hasAnswered && !device.session().isCommunity() && !hasBeenRead) {
            return over(new SnmpTrouble(
                    Kind.DECRYPTION_ERROR,
                    "tells its engine id and nothing more; priv_password or priv_proto are probably not the device's, of"
                            + " which many say nothing"));
        }
        return over(new SnmpTrouble(
                Kind.SILENCE,
                "did not answer %s within %d ms%s; nobody is there, a firewall is between%s"
                        .formatted(
                                sent == 1 ? "1 request" : sent + " requests",
                                settings.timeout().toMillis(),
                                sent == 1 ? "" : " each",
                                device.session().isCommunity()
                                        ? ", or it does not know the community, of which devices say nothing"
                                        : "")));
    }

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
        end(answered(event.getRequest(), event.getResponse()));
    }

    private synchronized Optional<SnmpReading> answered(PDU question, @Nullable PDU answer) {
        PDU asked = request;
        if (isOver || asked == null || answer == null || !asked.getRequestID().equals(question.getRequestID())) {
            return Optional.empty();
        }
        hasAnswered = true;
        tries = settings.retries() + 1;
        if (answer.getType() != PDU.REPORT) {
            device.session().heard();
            hasBeenRead = true;
            reports = 0;
        } else {
            return reported(Faults.report(answer));
        }
        device.session().forget(asked, this);
        Optional<SnmpTrouble> trouble = step.take(answer);
        return trouble.isPresent() ? over(trouble.get()) : next();
    }

    /**
     * The first reports tell the engine's id and its clock, with which the request is sent again. One that was replaced or set
     * back has others than we remember: what goes on so is asked anew once.
     */
    private Optional<SnmpReading> reported(SnmpTrouble trouble) {
        if (trouble.kind() != Kind.UNKNOWN_ENGINE && trouble.kind() != Kind.NOT_IN_TIME_WINDOW) {
            return over(trouble);
        }
        reports++;
        if (reports <= MOST_REPORTS) {
            return send();
        }
        return hasRenewed ? over(trouble) : renewed();
    }

    private Optional<SnmpReading> renewed() {
        hasRenewed = true;
        reports = 0;
        sent = 0;
        tries = 1;
        try {
            device.session().renew();
        } catch (IOException e) {
            return over(unreachable(e));
        }
        return send();
    }

    private Optional<SnmpReading> next() {
        if (!scalars.isDone()) {
            step = scalars;
        } else if (!walk.isDone()) {
            step = walk;
        } else {
            return over(walk.trouble());
        }
        PDU next = device.session().request();
        step.ask(next);
        request = next;
        sent = 0;
        return send();
    }

    private Optional<SnmpReading> send() {
        PDU asked = Objects.requireNonNull(request);
        sent++;
        sentAt = System.nanoTime();
        try {
            device.session().send(asked, this);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return over(unreachable(e));
        }
    }

    private static SnmpTrouble unreachable(Exception cause) {
        return new SnmpTrouble(
                Kind.UNREACHABLE, "cannot be sent anything: " + OneLine.of(String.valueOf(cause.getMessage())));
    }

    /** The connector stops. */
    void stop() {
        Optional<SnmpReading> reading;
        synchronized (this) {
            reading = isOver ? Optional.empty() : over(new SnmpTrouble(Kind.STOPPED, "the SNMP connector stops"));
        }
        end(reading);
    }

    private Optional<SnmpReading> over(SnmpTrouble trouble) {
        return over(Optional.of(trouble));
    }

    private Optional<SnmpReading> over(Optional<SnmpTrouble> trouble) {
        isOver = true;
        if (request != null) {
            device.session().forget(request, this);
            device.record().ended(told(trouble), Duration.ofNanos(System.nanoTime() - begunAt), settings.rest());
        }
        device.learn(scalars.bound());
        return Optional.of(trouble.map(read::build).orElseGet(read::build));
    }

    /** A device that answered and then fell silent is not one that is not there. */
    private Optional<SnmpTrouble> told(Optional<SnmpTrouble> trouble) {
        return trouble.map(
                now -> now.kind() == Kind.SILENCE && hasAnswered ? new SnmpTrouble(Kind.LATE, now.message()) : now);
    }

    private void end(Optional<SnmpReading> reading) {
        if (reading.isEmpty()) {
            return;
        }
        boolean leaves;
        synchronized (this) {
            leaves = isInWindow;
            isInWindow = false;
        }
        if (leaves) {
            window.leave();
        }
        result.complete(reading.get());
    }
}
