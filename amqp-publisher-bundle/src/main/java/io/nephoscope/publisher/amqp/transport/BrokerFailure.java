package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import io.nephoscope.support.text.Credentials;
import io.nephoscope.support.text.OneLine;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Why there is no session. Tells no secrets.
 *
 * @param reason what went wrong
 * @param remedy what the operator can do about it
 * @param permanent whether it stays until the operator does something
 * @param largestMessage how many bytes a message may have, where one was larger; otherwise 0
 */
public record BrokerFailure(String reason, String remedy, boolean permanent, long largestMessage) {

    private static final String START = "Start RabbitMQ there, or correct transport.url; the agent goes on trying";
    private static final String NETWORK =
            "Look at the network and the firewalls on the way to the broker; the agent goes on trying";
    private static final String LOGIN =
            "Correct user and password in transport.url, or login.method; the user guest may"
                    + " log in from the broker's own machine only";
    private static final String PORT =
            "Correct the port in transport.url: RabbitMQ listens on 5672 without TLS and on 5671 with it";
    private static final String GREETING =
            "Look whether that port wants TLS (then write amqps:// or set ssl), and at the broker's log";

    private static final Pattern CLOSED = Pattern.compile("reset|[Bb]roken pipe|terminated the handshake");

    /** What Java says of TLS, and what it means; the first that is found in the text counts. */
    private static final List<TlsRule> TLS_RULES = List.of(
            new TlsRule(
                    "unrecognized ssl message|unsupported or unrecognized",
                    "what listens there speaks no TLS",
                    "Use the broker's TLS port (5671 as a rule), or write rabbit:// and leave ssl at false"),
            new TlsRule(
                    "no subject alternative|no name matching|hostname|subject alternative dns",
                    "the broker's certificate is for another host name",
                    "Write the name that stands in the certificate in transport.url, have a certificate made for the"
                            + " name there, or set ssl.verify.hostname = false"),
            new TlsRule(
                    "path building|valid certification path|trust anchor|trustanchors",
                    "the broker's certificate is signed by an authority that is not trusted",
                    "Set ssl.ca.file to the PEM file of the authority that signed the broker's certificate"),
            new TlsRule(
                    "notafter|expired|notbefore|validity",
                    "a certificate is not valid at this time",
                    "Renew the certificate, or set the clock of this machine"),
            new TlsRule(
                    "bad_certificate|certificate_required|unknown_ca|certificate_unknown|handshake_failure",
                    "the broker refuses our certificate, or wants one",
                    "Set ssl.cert.file and ssl.key.file to a certificate that the broker trusts"),
            new TlsRule(
                    "protocol_version|no appropriate protocol|cipher",
                    "the broker and this Java have no version of TLS in common",
                    "Enable TLS 1.2 or later on the broker"),
            new TlsRule(
                    "",
                    "TLS fails",
                    "Correct the ssl settings, or scheme and port in transport.url; the broker's log tells its side"));

    private record TlsRule(String pattern, String reason, String remedy) {

        boolean matches(String message) {
            return pattern.isEmpty()
                    || Pattern.compile(pattern).matcher(message).find();
        }
    }

    /** Reads the failure out of what the client threw; the outermost cause that is known counts. */
    public static BrokerFailure of(Throwable thrown, Target target) {
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            Optional<BrokerFailure> known = known(cause, target);
            if (known.isPresent()) {
                return known.get();
            }
            root = cause;
        }
        return temporary(sentence(root, target), START);
    }

    /** A failure that passes without the operator. */
    public static BrokerFailure temporary(String reason, String remedy) {
        return new BrokerFailure(reason, remedy, false, 0);
    }

    /** A failure that stays until the operator does something. */
    public static BrokerFailure permanent(String reason, String remedy) {
        return new BrokerFailure(reason, remedy, true, 0);
    }

    /** The broker has settled nothing in a time although messages are on their way. */
    public static BrokerFailure unconfirmed(long seconds) {
        return temporary("the broker has confirmed nothing for " + seconds + " s", NETWORK);
    }

    private static Optional<BrokerFailure> known(Throwable cause, Target target) {
        if (cause instanceof SettingException setting) {
            return Optional.of(permanent(setting.reason(), setting.remedy()));
        }
        if (cause instanceof AuthenticationFailureException) {
            return Optional.of(permanent("the broker refuses the login", LOGIN));
        }
        if (cause instanceof PossibleAuthenticationFailureException) {
            return Optional.of(permanent("the broker closed the connection at the login", LOGIN));
        }
        if (cause instanceof ShutdownSignalException signal) {
            return ofClose(signal.getReason(), target);
        }
        if ((cause instanceof SSLException || cause instanceof SocketException)
                && CLOSED.matcher(String.valueOf(cause.getMessage())).find()) {
            return Optional.of(closed("the other side broke off the connection", START, target));
        }
        if (cause instanceof SSLException) {
            return Optional.of(ofTls(String.valueOf(cause.getMessage()), target));
        }
        if (cause instanceof ProtocolVersionMismatchException || cause instanceof MalformedFrameException) {
            return Optional.of(permanent("what listens there does not speak AMQP 0-9-1", PORT));
        }
        if (cause instanceof EOFException) {
            return Optional.of(closed("the other side closed the connection", GREETING, target));
        }
        return ofNetwork(cause);
    }

    /** A broker that likes not our certificate says so by an alert which, by TLS 1.3, often comes too late. */
    private static BrokerFailure closed(String reason, String remedy, Target target) {
        if (!target.usesTls()) {
            return temporary(reason, remedy);
        }
        boolean hasCertificate = !target.tls().certFile().isEmpty();
        return temporary(
                reason + ", which speaks TLS",
                "If it does so each time, "
                        + (hasCertificate
                                ? "see whether the broker trusts the certificate of ssl.cert.file"
                                : "it wants a certificate: set ssl.cert.file and ssl.key.file")
                        + "; the broker's log tells why. The agent goes on trying");
    }

    private static Optional<BrokerFailure> ofNetwork(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of(temporary(
                    "no host of that name is known here",
                    "Correct the name of the host in transport.url, or the name service of this machine"));
        }
        if (cause instanceof MissedHeartbeatException) {
            return Optional.of(temporary("the connection is silent, not even heartbeats come", NETWORK));
        }
        if (cause instanceof SocketTimeoutException || cause instanceof TimeoutException) {
            return Optional.of(temporary("the broker does not answer in time", NETWORK));
        }
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof NoRouteToHostException || message.contains("unreachable")) {
            return Optional.of(temporary("there is no way to the host", NETWORK));
        }
        if (cause instanceof ConnectException) {
            return Optional.of(temporary("nothing listens there (connection refused)", START));
        }
        if (cause instanceof SocketException && message.contains("too many open files")) {
            return Optional.of(
                    temporary("this process has too many open files", "Raise LimitNOFILE of the agent's service"));
        }
        if (message.contains("no compatible authentication mechanism")) {
            return Optional.of(permanent(
                    "the broker does not offer the mechanism of login.method",
                    "Set login.method to one that the broker offers: AMQPLAIN, PLAIN, or EXTERNAL with a certificate"));
        }
        return Optional.empty();
    }

    private static BrokerFailure ofTls(String message, Target target) {
        String lower = message.toLowerCase(Locale.ROOT);
        TlsRule rule = TLS_RULES.stream()
                .filter(each -> each.matches(lower))
                .findFirst()
                .orElseThrow();
        return permanent(rule.reason() + " (" + clean(message, target) + ")", rule.remedy());
    }

    private static Optional<BrokerFailure> ofClose(Method reason, Target target) {
        if (reason instanceof AMQP.Channel.Close close) {
            return Optional.of(BrokerRefusal.of(close.getReplyCode(), clean(close.getReplyText(), target), target));
        }
        if (reason instanceof AMQP.Connection.Close close) {
            return Optional.of(BrokerRefusal.of(close.getReplyCode(), clean(close.getReplyText(), target), target));
        }
        return Optional.empty();
    }

    private static String sentence(Throwable thrown, Target target) {
        return thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : clean(String.valueOf(thrown.getMessage()), target);
    }

    /** Brokers and libraries write what they like, the user's name or the URL among it. */
    private static String clean(String text, Target target) {
        return OneLine.of(target.url().withoutLogins(Credentials.cutFrom(text)), 300);
    }
}
