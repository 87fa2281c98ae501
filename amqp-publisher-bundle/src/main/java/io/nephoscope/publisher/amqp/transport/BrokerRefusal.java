package io.nephoscope.publisher.amqp.transport;

import static io.nephoscope.publisher.amqp.transport.BrokerFailure.permanent;
import static io.nephoscope.publisher.amqp.transport.BrokerFailure.temporary;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What RabbitMQ means when it closes a channel or a connection with a code, and what to do about it. */
final class BrokerRefusal {

    private static final int AN_ERROR_OF_ITS_OWN = 541;
    private static final String AS_THE_CONSUMERS =
            "Set durable.queues or quorum.queue as the consumers have it (ceilometer-agent-notification:"
                    + " amqp_durable_queues, rabbit_quorum_queue)";
    private static final String BROKER_LOG = "Look at the broker's log; the agent goes on trying";
    private static final String PERMISSIONS = "Give the user of transport.url its rights:"
            + " rabbitmqctl set_permissions -p VHOST USER '.*' '.*' '.*'; it declares, binds and writes";
    private static final String VIRTUAL_HOST = "Correct the virtual host in transport.url (what follows the last /), or"
            + " make it: rabbitmqctl add_vhost";

    /** The arguments that our settings decide, and the settings. */
    private static final Map<String, String> SETTING_OF_ARGUMENT = Map.of(
            "durable", "durable.queues",
            "auto_delete", "auto.delete",
            "x-ha-policy", "ha.queues",
            "x-queue-type", "quorum.queue",
            "x-delivery-limit", "quorum.delivery.limit",
            "x-max-in-memory-length", "quorum.max.memory.length",
            "x-max-in-memory-bytes", "quorum.max.memory.bytes",
            "type", "control.exchange");

    private static final Pattern INEQUIVALENT = Pattern.compile(
            "inequivalent arg '([^']*)' for (queue|exchange) '([^']*)'(?:.*received (.*?) but current is (.*))?");

    private static final Pattern LARGER = Pattern.compile("larger than .*?([0-9]{1,18})");

    /** Codes and texts, told apart; the first that fits counts. */
    private static final List<Rule> RULES = List.of(
            rule(
                    320,
                    "",
                    "the broker closes its connections: it stops, or somebody closed this one",
                    "Nothing while RabbitMQ restarts; else start it or look at its log. The agent goes on trying",
                    false),
            rule(402, "", "the virtual host is refused", VIRTUAL_HOST, true),
            rule(
                    403,
                    "login was refused",
                    "the broker refuses the login",
                    "Correct user and password in transport.url, or login.method",
                    true),
            rule(403, "", "the user of transport.url lacks a right", PERMISSIONS, true),
            rule(
                    404,
                    "home node|is down|inaccessible",
                    "the node that holds the queue is down",
                    "Start that node of the cluster, or use quorum.queue together with the consumers",
                    false),
            rule(
                    404,
                    "",
                    "the exchange or the queue has been deleted",
                    "Nothing: both are declared again; if it comes back, look for who deletes them",
                    false),
            rule(
                    405,
                    "",
                    "the queue belongs to another connection alone (exclusive)",
                    "Delete the queue, or set topics to names that nobody else uses",
                    true),
            rule(
                    406,
                    "message size|larger than",
                    "a message is larger than the broker takes",
                    "Raise max_message_size of RabbitMQ, or lower the size of batches",
                    true),
            rule(
                    406,
                    "",
                    "the broker has the exchange or the queue otherwise than it is declared here",
                    "Set durable.queues, auto.delete, quorum.queue and ha.queues as the other OpenStack services have"
                            + " them, or delete the exchange or queue that differs",
                    true),
            rule(
                    506,
                    "",
                    "the broker is short of something",
                    "Free memory, disk space or queues of the broker; the agent goes on trying",
                    false),
            rule(
                    530,
                    "not found|no vhost|vhost .* does not exist",
                    "the virtual host of transport.url does not exist",
                    VIRTUAL_HOST,
                    true),
            rule(
                    530,
                    "limit",
                    "a limit of the broker is reached",
                    "Raise the limit of connections or channels (rabbitmqctl set_vhost_limits, set_user_limits), or end"
                            + " others",
                    true),
            rule(530, "down|starting", "the virtual host is not running", "Start it: rabbitmqctl restart_vhost", false),
            rule(
                    530,
                    "refused for user|access to vhost|access refused",
                    "the user of transport.url may not use the virtual host",
                    PERMISSIONS,
                    true),
            rule(530, "", "the broker does not allow it", PERMISSIONS, true),
            rule(
                    540,
                    "",
                    "the broker does not know what the queue is declared with",
                    "Set durable.queues, quorum.queue and ha.queues as the other OpenStack services have them",
                    true),
            rule(
                    541,
                    "transient|deprecated",
                    "the broker takes no queues that are not durable (RabbitMQ 4.3 and later)",
                    AS_THE_CONSUMERS,
                    true));

    private record Rule(int code, Pattern text, String reason, String remedy, boolean permanent) {}

    private BrokerRefusal() {}

    /**
     * Reads a refusal.
     *
     * @param text the broker's, clean of secrets
     */
    static BrokerFailure of(int code, String text, Target target) {
        String says = " (the broker says " + code + " " + text + ")";
        Matcher inequivalent = INEQUIVALENT.matcher(text);
        if (inequivalent.find()) {
            return differs(inequivalent, says);
        }
        for (Rule rule : RULES) {
            if (rule.code() == code && rule.text().matcher(text).find()) {
                return new BrokerFailure(rule.reason() + says, rule.remedy(), rule.permanent(), largestMessage(text));
            }
        }
        if (code == AN_ERROR_OF_ITS_OWN && !target.topology().flags().declaredDurable()) {
            // With transient queues, the refusal of RabbitMQ 4.3 is by far the likeliest cause.
            return permanent(
                    "the broker fails at the declaration of a queue that is not durable" + says,
                    AS_THE_CONSUMERS + "; if that is of no help, look at the broker's log");
        }
        if (code > 500 && code < 506) {
            return permanent(
                    "the other side does not follow the protocol" + says,
                    "Look whether RabbitMQ itself listens there, or a proxy that disturbs; transport.url names it");
        }
        return temporary("the broker says " + code + " " + text, BROKER_LOG);
    }

    private static long largestMessage(String text) {
        Matcher larger = LARGER.matcher(text);
        return larger.find() ? Long.parseLong(larger.group(1)) : 0;
    }

    private static BrokerFailure differs(Matcher inequivalent, String says) {
        String argument = inequivalent.group(1);
        String kind = inequivalent.group(2);
        String setting = SETTING_OF_ARGUMENT.get(argument);
        String reason = "the " + kind + " " + inequivalent.group(3) + " is there with another " + argument;
        String theirs = inequivalent.group(5);
        String ours = inequivalent.group(4);
        if (theirs != null) {
            reason += " (" + value(theirs) + ", declared here with " + value(ours) + ")";
        }
        String delete = "delete the " + kind + " so that it is made anew";
        return permanent(
                reason + says,
                setting == null
                        ? "Set " + argument + " by a policy of the broker instead, or " + delete
                        : "Set " + setting + " as the consumers have it, or " + delete);
    }

    /** As in {@code the value 'quorum' of type 'longstr'}, {@code 'true'} and {@code none}. */
    private static String value(String told) {
        Matcher quoted = Pattern.compile("'([^']*)'").matcher(told);
        return quoted.find() ? quoted.group(1) : told;
    }

    private static Rule rule(int code, String text, String reason, String remedy, boolean permanent) {
        return new Rule(code, Pattern.compile(text, Pattern.CASE_INSENSITIVE), reason, remedy, permanent);
    }
}
