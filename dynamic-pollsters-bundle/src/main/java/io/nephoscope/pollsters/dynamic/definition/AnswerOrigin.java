package io.nephoscope.pollsters.dynamic.definition;

import java.util.List;

/** Where answers come from. */
public sealed interface AnswerOrigin {

    /** Finds the resources of sources that name none; empty if the pollster knows by itself whom to ask. */
    String discovery();

    /** What is asked for first, equal for origins that ask for the same. */
    Object target();

    /**
     * A service of the cloud, asked with the agent's token.
     *
     * @param type of the service in the catalogue
     * @param path joined to the endpoint
     */
    record CloudService(String type, Template path) implements AnswerOrigin {

        @Override
        public String discovery() {
            return "endpoint:" + type;
        }

        @Override
        public Object target() {
            return List.of(type, path.text());
        }
    }

    /**
     * Any other service.
     *
     * @param url absolute
     * @param authentication how the agent proves who it is
     * @param barbicanSecret the id of a secret of Barbican's that holds the credentials; empty for none
     */
    record WebService(Template url, Authentication authentication, String barbicanSecret) implements AnswerOrigin {

        @Override
        public String discovery() {
            return barbicanSecret.isEmpty() ? "single" : "barbican://" + barbicanSecret;
        }

        @Override
        public Object target() {
            return List.of(url.text(), authentication, barbicanSecret);
        }
    }

    /**
     * A command of the agent's machine.
     *
     * @param command run by {@code /bin/sh}
     */
    record HostCommand(Template command) implements AnswerOrigin {

        @Override
        public String discovery() {
            return "local_node";
        }

        @Override
        public Object target() {
            return command.text();
        }
    }
}
