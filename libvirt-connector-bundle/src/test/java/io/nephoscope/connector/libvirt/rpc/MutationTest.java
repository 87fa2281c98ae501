package io.nephoscope.connector.libvirt.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.driver.Recorded;
import io.nephoscope.connector.libvirt.driver.Shapes;
import io.nephoscope.testkit.libvirt.Wire;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Reads answers that are damaged in all ways. Whatever comes, the readers read it or refuse it with
 * their own exception. Set the system property {@code mutations} for another number of them.
 */
class MutationTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 1_000_000);
    private static final int[] NASTY = {
        0, 1, -1, 3, 4, 7, 255, 16_385, 262_145, 4 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private final SplittableRandom random = new SplittableRandom(20_261_122);
    private Shapes<WireShape> shapes = new Shapes<>();
    private int read;
    private int refused;

    @Test
    void refusesNonsenseWithItsOwnExceptionOnly() throws Exception {
        List<Recorded> guests = Recorded.guests();
        byte[] small = answer(Recorded.encoded(List.of(cut(guests.get(2), 6), cut(guests.get(0), 3))));
        byte[] event = event(guests.get(0));
        byte[] large = answer(Recorded.guestsOnTheWire());

        // In a thread with few frames, for each exception takes note of all of them.
        CompletableFuture.runAsync(() -> readAll(List.of(small, event), large)).join();

        assertThat(read).isPositive();
        assertThat(refused).isPositive();
        assertThat(read + refused).isEqualTo(MUTATIONS);
    }

    private void readAll(List<byte[]> small, byte[] large) {
        for (int round = 0; round < MUTATIONS; round++) {
            if (round % 1_000 == 0) {
                shapes = new Shapes<>();
            }
            readOrRefuse(mutated(round % 200 == 0 ? large : small.get(round % 20 == 1 ? 1 : 0)));
        }
    }

    private void readOrRefuse(byte[] message) {
        try {
            RpcMessage frame = new MessageReader(Channels.newChannel(new ByteArrayInputStream(message))).read();
            if (frame != null) {
                readPayload(frame);
            }
            read++;
        } catch (ProtocolException | EOFException e) {
            refused++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As statistics, or as something that it was never meant to be. */
    private void readPayload(RpcMessage frame) throws ProtocolException {
        switch (random.nextInt(20)) {
            case 0 -> assertThat(WireDomains.readAll(frame.payload())).isNotNull();
            case 1 -> assertThat(RemoteEvents.domain(frame.payload())).isNotNull();
            case 2 -> assertThat(RemoteErrors.readFrom(frame.payload())).isNotNull();
            default -> assertThat(new StatsReader(shapes).read(frame.payload())).isNotNull();
        }
    }

    private byte[] mutated(byte[] whole) {
        byte[] mutated = whole.clone();
        for (int times = random.nextInt(3); times >= 0; times--) {
            // The message's length seldom: memory for up to 32 MiB takes its time.
            int place = random.nextInt(random.nextInt(50) == 0 ? 0 : 4, mutated.length - 3);
            switch (random.nextInt(4)) {
                case 0 -> mutated[place] = (byte) random.nextInt();
                case 1 -> mutated[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> ByteBuffer.wrap(mutated).putInt(place & ~3, NASTY[random.nextInt(NASTY.length)]);
                default -> mutated = cutOrGrown(mutated);
            }
        }
        return mutated;
    }

    /** Shorter or longer, with a length in front that is true. */
    private byte[] cutOrGrown(byte[] message) {
        int length = Math.max(8, message.length + random.nextInt(-40, 20) / 4 * 4);
        byte[] other = Arrays.copyOf(message, length);
        ByteBuffer.wrap(other).putInt(0, length);
        return other;
    }

    private static Recorded cut(Recorded recorded, int parameters) {
        return new Recorded(recorded.domain(), recorded.parameters().subList(0, parameters));
    }

    private static byte[] event(Recorded guest) {
        byte[] payload = new Wire()
                .int32(0)
                .domain(Recorded.named(guest.domain()))
                .int32(2)
                .int32(0)
                .bytes();
        return RpcMessage.encode(
                        new RpcMessage.Header(RpcMessage.REMOTE, 318, RpcMessage.MESSAGE, 1, RpcMessage.OK), payload)
                .array();
    }

    private static byte[] answer(byte[] payload) {
        return RpcMessage.encode(
                        new RpcMessage.Header(RpcMessage.REMOTE, 344, RpcMessage.REPLY, 1, RpcMessage.OK), payload)
                .array();
    }
}
