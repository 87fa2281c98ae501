package io.nephoscope.connector.openstack.identity;

import io.nephoscope.connector.openstack.cloud.CloudException.Kind;
import io.nephoscope.connector.openstack.cloud.JsonObject;
import io.nephoscope.connector.openstack.http.Trouble;
import io.nephoscope.connector.openstack.json.JsonReader;
import io.nephoscope.connector.openstack.json.MalformedAnswerException;
import io.nephoscope.support.http.ApiAnswer;
import io.nephoscope.support.http.ApiClient;
import io.nephoscope.support.http.Deadline;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Asks Keystone for a token. Thread-safe. */
final class SignIn {

    private static final int ATTEMPTS = 2;

    private final ApiClient client;
    private final CloudCredentials credentials;

    /** Keystone gave no token. */
    static final class RefusedException extends Exception {

        @Serial
        private static final long serialVersionUID = 1;

        private final transient Trouble trouble;
        private final boolean permanent;

        RefusedException(Trouble trouble, boolean permanent) {
            super(trouble.message());
            this.trouble = trouble;
            this.permanent = permanent;
        }

        Trouble trouble() {
            return trouble;
        }

        /** Whether the same credentials will hardly be taken a minute later. */
        boolean isPermanent() {
            return permanent;
        }
    }

    SignIn(ApiClient client, CloudCredentials credentials) {
        this.client = client;
        this.credentials = credentials;
    }

    Token token(Deadline deadline) throws RefusedException, InterruptedException {
        RefusedException last = null;
        for (int attempt = 0; attempt < ATTEMPTS && (last == null || !deadline.isOver()); attempt++) {
            try {
                return ask(deadline);
            } catch (RefusedException e) {
                if (!e.trouble().passing()) {
                    throw e;
                }
                last = e;
            }
        }
        if (last == null) {
            throw new IllegalStateException("no attempt was made");
        }
        throw last;
    }

    private Token ask(Deadline deadline) throws RefusedException, InterruptedException {
        URI uri = credentials.tokens();
        long askedAt = System.nanoTime();
        try (ApiAnswer answer = client.send("POST", uri, Map.of(), credentials.body(), deadline)) {
            if (answer.status() != 201 && answer.status() != 200) {
                throw refused(answer.status(), uri);
            }
            String value = answer.header("X-Subject-Token").orElse("");
            JsonObject token =
                    JsonReader.document(answer.body()).object("token").orElse(null);
            if (value.isEmpty() || token == null) {
                throw new MalformedAnswerException("does not answer with a token");
            }
            return new Token(
                    value,
                    askedAt,
                    life(token),
                    token.object("project").flatMap(project -> project.text("id")),
                    Catalogue.of(token));
        } catch (MalformedAnswerException e) {
            throw new RefusedException(Trouble.malformed(uri, String.valueOf(e.getMessage())), false);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while Keystone answered");
            }
            throw new RefusedException(Trouble.of(e, uri), false);
        }
    }

    private static Duration life(JsonObject token) throws MalformedAnswerException {
        Optional<Instant> expiry = token.text("expires_at").flatMap(SignIn::instant);
        if (expiry.isEmpty()) {
            throw new MalformedAnswerException("answers with a token that tells no expiry");
        }
        Instant issue = token.text("issued_at").flatMap(SignIn::instant).orElseGet(Instant::now);
        Duration life = Duration.between(issue, expiry.get());
        if (life.isNegative() || life.isZero()) {
            throw new MalformedAnswerException("answers with a token that has expired already");
        }
        // Longer ones exist by mistake, and nanoseconds have an end.
        return life.compareTo(Duration.ofDays(1)) < 0 ? life : Duration.ofDays(1);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private RefusedException refused(int status, URI uri) {
        String place = Trouble.place(uri);
        return switch (status) {
            case 400, 401, 403 ->
                new RefusedException(
                        new Trouble(
                                Kind.SIGN_IN,
                                "Keystone at " + place + " refuses " + credentials.who() + " (" + status + ")",
                                credentials.remedy(),
                                false),
                        true);
            case 404, 300, 301, 302, 307, 308 ->
                new RefusedException(
                        new Trouble(
                                Kind.SIGN_IN,
                                "there is no Keystone v3 at " + place + uri.getRawPath() + " (" + status + ")",
                                "correct auth.url",
                                false),
                        true);
            default -> new RefusedException(Trouble.ofStatus(status, uri), false);
        };
    }
}
