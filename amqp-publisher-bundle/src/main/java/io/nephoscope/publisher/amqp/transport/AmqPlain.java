package io.nephoscope.publisher.amqp.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.LongString;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.impl.LongStringHelper;
import java.io.ByteArrayOutputStream;

/** The mechanism AMQPLAIN: user and password as the fields of an AMQP table without its length. */
final class AmqPlain implements SaslMechanism {

    @Override
    public String getName() {
        return "AMQPLAIN";
    }

    @Override
    public LongString handleChallenge(LongString challenge, String user, String password) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        field(table, "LOGIN", user);
        field(table, "PASSWORD", password);
        return LongStringHelper.asLongString(table.toByteArray());
    }

    private static void field(ByteArrayOutputStream table, String name, String value) {
        byte[] text = value.getBytes(UTF_8);
        table.write(name.length());
        table.writeBytes(name.getBytes(UTF_8));
        table.write('S');
        for (int shift = 24; shift >= 0; shift -= 8) {
            table.write(text.length >> shift);
        }
        table.writeBytes(text);
    }
}
