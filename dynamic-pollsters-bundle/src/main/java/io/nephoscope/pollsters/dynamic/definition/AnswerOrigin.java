package io.nephoscope.pollsters.dynamic.definition;

/** Where answers come from. */
public sealed interface AnswerOrigin {

    /** Finds the resources of sources that name none; empty if the pollster knows by itself whom to ask. */
    String discovery();

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
    }
}
