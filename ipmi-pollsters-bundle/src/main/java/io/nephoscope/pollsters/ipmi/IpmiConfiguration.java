package io.nephoscope.pollsters.ipmi;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.Key;
import io.nephoscope.support.config.KeyValues;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the IPMI pollsters. Thread-safe. */
final class IpmiConfiguration {

    static final String PID = "io.nephoscope.pollsters.ipmi";

    private static final String SUBJECT = "IPMI configuration";
    private static final Pattern SECRET_OPTION = Pattern.compile("-[Pky].*");

    /** How sensors are read. */
    @ObjectClassDefinition(name = "Nephoscope IPMI pollsters")
    public @interface Config {

        @AttributeDefinition(name = "Program", description = "ipmitool, or what runs it: a path, or a name on the PATH")
        String program() default "ipmitool";

        @AttributeDefinition(
                name = "Arguments",
                description =
                        "What stands before ipmitool's command, separated by blanks, such as -I lanplus -H HOST -U USER")
        String arguments() default "";

        @AttributeDefinition(
                name = "Password",
                description = "Of the board's user; may be a reference. Handed over in the environment")
        String password() default "";

        @AttributeDefinition(name = "Timeout", description = "Seconds that one run of the program may take")
        int timeout() default 60;

        @AttributeDefinition(
                name = "Polling retry",
                description = "Failures in a row after which a pollster rests; -1 for never")
        int polling_retry() default 3;
    }

    private static final Key<String> PROGRAM = Key.filledText("program");
    /** Without them, another board would be read. */
    private static final Key<List<String>> ARGUMENTS =
            Key.of("arguments", IpmiConfiguration::arguments).essential();

    private static final Key<String> PASSWORD = Key.secret("password").essential();
    private static final Key<Duration> TIMEOUT = Key.seconds("timeout", 1, 3600);
    private static final Key<Long> RETRY = Key.number("polling.retry", -1, 1_000_000);

    private final Configuration configuration =
            new Configuration(PID, Config.class, PROGRAM, ARGUMENTS, PASSWORD, TIMEOUT, RETRY);
    private volatile IpmiSettings settings;

    IpmiConfiguration(Map<String, Object> properties) {
        settings = settings(configuration.read(properties));
    }

    void read(Map<String, Object> properties) {
        settings = settings(configuration.read(properties));
    }

    private IpmiSettings settings(KeyValues values) {
        return new IpmiSettings(
                values.get(PROGRAM),
                values.get(ARGUMENTS),
                values.get(PASSWORD),
                values.get(TIMEOUT),
                values.get(RETRY),
                configuration.lacking());
    }

    private static List<String> arguments(String written) {
        List<String> words = Arrays.stream(written.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.stream().anyMatch(word -> SECRET_OPTION.matcher(word).matches())) {
            throw new IllegalArgumentException("must not hold -P, -k or -y: every user of this machine sees the"
                    + " arguments of programs; write the password to password, or name a file by -f");
        }
        return words;
    }

    IpmiSettings settings() {
        return settings;
    }

    Collection<HealthReport> health() {
        return Stream.concat(
                        configuration.refused().stream()
                                .map(reason -> HealthReport.failed(SUBJECT, reason, "correct it")),
                        configuration.warnings().stream().map(warning -> HealthReport.ok(SUBJECT, warning)))
                .toList();
    }
}
