package io.nephoscope.connector.snmp.session;

import io.nephoscope.connector.snmp.SnmpQuery;
import io.nephoscope.connector.snmp.SnmpReading;
import io.nephoscope.connector.snmp.SnmpTrouble;
import io.nephoscope.connector.snmp.SnmpUrl;
import io.nephoscope.connector.snmp.config.SnmpSettings;
import io.nephoscope.support.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A reader with short timeouts and a clock that a test sets. */
final class Readers implements AutoCloseable, InstantSource {

    static final Duration LONG = Duration.ofSeconds(20);

    volatile SnmpSettings settings = new SnmpSettings(
            Duration.ofMillis(150), 2, 100, 60, Backoff.exact(Duration.ofSeconds(30), Duration.ofMinutes(15)));

    final SnmpReader reader = new SnmpReader(() -> settings, this);
    private volatile Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Readers window(int window) {
        settings = new SnmpSettings(
                settings.timeout(), settings.retries(), window, settings.bulkValues(), settings.rest());
        return this;
    }

    Readers bulk(int values) {
        settings = new SnmpSettings(settings.timeout(), settings.retries(), settings.window(), values, settings.rest());
        return this;
    }

    SnmpReading read(String url, SnmpQuery query) {
        return read(url, query, LONG);
    }

    SnmpReading read(String url, SnmpQuery query, Duration within) {
        try {
            return reader.read(SnmpUrl.of(url), query, within).get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    SnmpTrouble.Kind trouble(String url, SnmpQuery query) {
        return read(url, query).trouble().orElseThrow().kind();
    }

    @Override
    public void close() {
        reader.close();
    }
}
