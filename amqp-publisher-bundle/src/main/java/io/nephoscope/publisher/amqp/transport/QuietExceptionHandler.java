package io.nephoscope.publisher.amqp.transport;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.DefaultExceptionHandler;

/** Leaves it to the session's end to tell why a connection broke, so that it is logged once. */
final class QuietExceptionHandler extends DefaultExceptionHandler {

    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable exception) {}
}
