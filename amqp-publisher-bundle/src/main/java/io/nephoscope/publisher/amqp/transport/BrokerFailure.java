package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no session. Tells no secrets.
 *
 * @param reason what went wrong
 * @param remedy what the operator can do about it
 * @param permanent whether it stays until the operator does something
 */
public record BrokerFailure(String reason, String remedy, boolean permanent) {

    private static final String START = "Start RabbitMQ there, or correct transport.url; the agent goes on trying";
    private static final String CREDENTIALS =
            "Correct user, password and virtual host of transport.url, or login.method";
    private static final String FLAGS = "Set durable.queues, auto.delete, quorum.queue and ha.queues as the other"
            + " OpenStack services have them, or delete the exchange or queue that differs";
    private static final String PERMISSIONS =
            "Permit the user of transport.url to configure, write and read the exchange and the queues";
    private static final String TLS = "Correct the ssl settings, or the scheme and port of transport.url";

    /** Reads the failure out of what the client threw. */
    public static BrokerFailure of(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            BrokerFailure known = known(cause);
            if (known != null) {
                return known;
            }
            root = cause;
        }
        return temporary(sentence(root));
    }

    private static @Nullable BrokerFailure known(Throwable cause) {
        if (cause instanceof AuthenticationFailureException
                || cause instanceof PossibleAuthenticationFailureException) {
            return new BrokerFailure("the broker refuses the login", CREDENTIALS, true);
        }
        if (cause instanceof ShutdownSignalException signal) {
            return ofClose(signal.getReason());
        }
        if (cause instanceof SSLException) {
            return new BrokerFailure("TLS fails: " + cause.getMessage(), TLS, true);
        }
        if (cause instanceof UnknownHostException) {
            return temporary("the host name is unknown");
        }
        boolean late = cause instanceof SocketTimeoutException || cause instanceof TimeoutException;
        return late ? temporary("the broker does not answer in time") : null;
    }

    private static @Nullable BrokerFailure ofClose(@Nullable Method reason) {
        if (reason instanceof AMQP.Channel.Close close) {
            return ofCode(close.getReplyCode(), close.getReplyText());
        }
        if (reason instanceof AMQP.Connection.Close close) {
            return ofCode(close.getReplyCode(), close.getReplyText());
        }
        return null;
    }

    private static BrokerFailure ofCode(int code, String text) {
        String reason = "the broker says " + code + " " + text;
        return switch (code) {
            case AMQP.PRECONDITION_FAILED -> new BrokerFailure(reason, FLAGS, true);
            case AMQP.ACCESS_REFUSED -> new BrokerFailure(reason, PERMISSIONS, true);
            case AMQP.NOT_ALLOWED -> new BrokerFailure(reason, CREDENTIALS, true);
            default -> temporary(reason);
        };
    }

    private static BrokerFailure temporary(String reason) {
        return new BrokerFailure(reason, START, false);
    }

    private static String sentence(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
