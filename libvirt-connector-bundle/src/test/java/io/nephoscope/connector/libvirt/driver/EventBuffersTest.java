package io.nephoscope.connector.libvirt.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.connector.libvirt.DomainEvent;
import io.nephoscope.connector.libvirt.DomainEvents;
import io.nephoscope.connector.libvirt.DomainRef;
import io.nephoscope.connector.libvirt.DomainWatch;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventBuffersTest {

    private final EventBuffers watches = new EventBuffers();

    @Test
    void givesEachEventOnceInOrder() {
        DomainWatch watch = watches.open();

        watches.tell(event(2));
        watches.tell(event(1));
        watches.tell(event(2));

        assertThat(watch.take()).isEqualTo(new DomainEvents(List.of(event(2), event(1)), true));
        assertThat(watch.take()).isEqualTo(DomainEvents.NONE);
    }

    @Test
    void givesEachWatchEverything() {
        DomainWatch first = watches.open();
        watches.tell(event(1));
        DomainWatch second = watches.open();

        watches.tell(event(2));

        assertThat(first.take().events()).containsExactly(event(1), event(2));
        assertThat(second.take().events()).containsExactly(event(2));
    }

    @Test
    void saysOnceThatTooManyWereLost() {
        DomainWatch watch = watches.open();

        for (int number = 0; number <= EventBuffer.MOST; number++) {
            watches.tell(event(number));
        }

        assertThat(watch.take()).isEqualTo(new DomainEvents(List.of(), false));
        assertThat(watch.take()).isEqualTo(DomainEvents.NONE);
        watches.tell(event(1));
        assertThat(watch.take().events()).containsExactly(event(1));
    }

    @Test
    void holdsAsManyAsItMay() {
        DomainWatch watch = watches.open();

        for (int number = 0; number < 2 * EventBuffer.MOST; number++) {
            watches.tell(event(number % EventBuffer.MOST));
        }

        DomainEvents taken = watch.take();
        assertThat(taken.complete()).isTrue();
        assertThat(taken.events()).hasSize(EventBuffer.MOST);
    }

    @Test
    void saysThatSomethingHappenedOfWhichNobodyKnowsWhat() {
        DomainWatch watch = watches.open();
        watches.tell(event(1));

        watches.tellOfLoss();

        assertThat(watch.take().complete()).isFalse();
    }

    @Test
    void notesNothingOnceClosed() {
        DomainWatch watch = watches.open();
        watches.tell(event(1));

        watch.close();
        watch.close();
        watches.tell(event(2));

        assertThat(watch.take()).isEqualTo(DomainEvents.NONE);
    }

    @Test
    void neverHasAnythingWhereNobodyTells() {
        assertThat(DomainWatch.BLIND.take()).isEqualTo(DomainEvents.NONE);
        DomainWatch.BLIND.close();
    }

    private static DomainEvent event(int number) {
        return new DomainEvent(new DomainRef(new UUID(0, number), 1, "instance"), DomainEvent.Kind.LIFECYCLE);
    }
}
