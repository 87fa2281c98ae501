package io.nephoscope.pollsters.ipmi;

import io.nephoscope.pollsters.ipmi.IpmiException.Kind;
import io.nephoscope.support.process.Command;
import io.nephoscope.support.process.ProcessOutcome;
import io.nephoscope.support.process.ProcessOutcome.Exited;
import io.nephoscope.support.process.ProcessOutcome.NotStarted;
import io.nephoscope.support.process.ProcessOutcome.OutputTooLarge;
import io.nephoscope.support.process.ProcessOutcome.TimedOut;
import io.nephoscope.support.process.ProgramOutput;
import io.nephoscope.support.process.ProgramRunner;
import io.nephoscope.support.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads all sensors by one run of ipmitool. Thread-safe. */
final class Ipmitool {

    /** Boards with hundreds of sensors list some hundred kilobytes. */
    static final int MAX_OUTPUT = 4 << 20;

    private static final String FILE = "etc/" + IpmiConfiguration.PID + ".cfg";
    /** A poll may have no time left at all. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private static final int LINES_TOLD = 2;
    private static final int LONGEST_TOLD = 200;

    private final Supplier<IpmiSettings> settings;
    private final ProgramRunner runner = new ProgramRunner();

    /**
     * What it answered.
     *
     * @param complaint what it said of an error, though it listed sensors
     */
    record Answer(Collection<Sensor> sensors, Optional<String> complaint) {}

    Ipmitool(Supplier<IpmiSettings> settings) {
        this.settings = settings;
    }

    /**
     * Lists sensors. Where the program failed for some of them, the others count.
     *
     * @param onlyType the only type that is wanted, so that others need not be read
     * @param atMost what time there is
     */
    Answer read(Optional<String> onlyType, Duration atMost) throws IpmiException, InterruptedException {
        IpmiSettings now = settings.get();
        boolean isHurried = atMost.compareTo(now.timeout()) < 0;
        Duration timeout = isHurried ? atMost.plus(LEAST) : now.timeout();
        ProcessOutcome outcome = runner.run(command(now, onlyType).within(timeout));
        if (outcome instanceof Exited exited) {
            return answer(exited, now);
        } else if (outcome instanceof NotStarted refused) {
            throw notStarted(refused, now);
        } else if (outcome instanceof OutputTooLarge) {
            throw failed(now.program() + " said more than " + MAX_OUTPUT + " bytes, and was ended");
        }
        List<Long> survivors = ((TimedOut) outcome).survivors();
        // What is left of a poll's time is another each time, and a failure that is the same has the same words.
        String time = isHurried ? "the time of its poll" : now.timeout().toSeconds() + " s";
        throw failed(now.program() + " did not answer within " + time + " and was ended"
                + (survivors.isEmpty() ? "" : ", except process " + survivors.get(0)));
    }

    private static Command command(IpmiSettings settings, Optional<String> onlyType) {
        List<String> words = new ArrayList<>();
        words.add(settings.program());
        words.addAll(settings.arguments());
        boolean hasPassword = !settings.password().isEmpty();
        if (hasPassword) {
            words.add("-E");
        }
        words.addAll(List.of("sdr", "-v"));
        onlyType.ifPresent(type -> words.addAll(List.of("type", type)));
        Command command = Command.of(words).saying(MAX_OUTPUT).inPlainLanguage();
        return hasPassword ? command.with("IPMI_PASSWORD", settings.password()) : command;
    }

    /** A board without sensors of the type says nothing, and that is no failure. */
    private static Answer answer(Exited exited, IpmiSettings settings) throws IpmiException {
        SensorListing listing = SensorListing.of(exited.output().bytes());
        boolean succeeded = exited.exitCode() == 0;
        if (succeeded && (listing.tellsReadings() || exited.output().size() == 0)) {
            return new Answer(listing.sensors(), Optional.empty());
        } else if (succeeded) {
            throw failed(settings.program() + " listed nothing that is a sensor with a reading");
        }
        String errors = lastLines(exited.errors(), settings);
        String message =
                settings.program() + " ended with " + exited.exitCode() + (errors.isEmpty() ? "" : ": " + errors);
        if (listing.tellsReadings()) {
            return new Answer(listing.sensors(), Optional.of(message + "; what it listed counts all the same"));
        }
        throw errors.contains("Could not open device") ? noDevice(errors, settings) : failed(message);
    }

    /** The last lines tell the cause; before them stand notes. */
    private static String lastLines(ProgramOutput errors, IpmiSettings settings) {
        List<String> lines = errors.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String told = String.join("; ", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        String password = settings.password();
        return OneLine.of(password.isEmpty() ? told : told.replace(password, "***"), LONGEST_TOLD);
    }

    private static IpmiException noDevice(String errors, IpmiSettings settings) {
        if (errors.contains("Permission denied")) {
            return new IpmiException(
                    Kind.FORBIDDEN,
                    settings.program() + " must not open the board's device",
                    "give the agent's user the right to it by a rule of udev, as the page of the IPMI pollsters shows");
        }
        return new IpmiException(
                Kind.ABSENT,
                "there is no device of a board",
                "load the kernel's modules ipmi_si and ipmi_devintf; a machine without a board is polled without the"
                        + " namespace ipmi");
    }

    private static IpmiException notStarted(NotStarted refused, IpmiSettings settings) {
        return switch (refused.cause()) {
            case NO_SUCH_PROGRAM ->
                new IpmiException(
                        Kind.ABSENT, refused.message(), "install the package ipmitool, or set program in " + FILE);
            case NOT_ALLOWED ->
                new IpmiException(Kind.FORBIDDEN, refused.message(), "make it executable, or set program in " + FILE);
            case OUT_OF_RESOURCES ->
                new IpmiException(
                        Kind.FORBIDDEN, refused.message(), "raise the limits of processes and open files of the agent");
            case EARLIER_RUN_HANGS ->
                new IpmiException(
                        Kind.FORBIDDEN,
                        refused.message() + ", and hangs in the kernel",
                        "restart the board (ipmitool mc reset cold, from elsewhere), or the host");
            case OTHER -> failed(settings.program() + " could not be started: " + refused.message());
        };
    }

    private static IpmiException failed(String message) {
        return new IpmiException(
                Kind.FAILED, message, "run ipmitool sdr as the agent's user, with the arguments in " + FILE);
    }
}
