package io.nephoscope.pollsters.dynamic.request;

import io.nephoscope.pollsters.dynamic.answer.AnswerReading;
import io.nephoscope.pollsters.dynamic.definition.AnswerOrigin;
import io.nephoscope.pollsters.dynamic.definition.Definition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * One request for one answer. Its text holds neither headers nor credentials.
 *
 * @param definition on whose behalf
 * @param target the address, or the command
 * @param credentials what the resource holds of them; empty for none
 * @param reading how the answer is read
 */
public record Request(Definition definition, String target, String credentials, AnswerReading reading) {

    /** How long it may take, within the time that there is. */
    public Duration within(Duration remaining) {
        Duration timeout = definition.request().timeout();
        return timeout.isZero() || timeout.compareTo(remaining) > 0 ? remaining : timeout;
    }

    /** Equal for requests that have the same answer; tells nothing of what is in them. */
    public String key() {
        String who = definition.origin() instanceof AnswerOrigin.WebService web
                ? web.authentication().scheme() + "\n" + web.authentication().parameters() + "\n" + credentials
                : definition.origin().getClass().getSimpleName();
        String all = String.join(
                "\0", target, who, new TreeMap<>(definition.request().headers()).toString(), reading.toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return definition.origin() instanceof AnswerOrigin.HostCommand ? "the command" : Addresses.shown(target);
    }
}
