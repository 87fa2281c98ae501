package io.nephoscope.publisher.amqp.wire;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes forms and remembers the last one, which is that of all samples of a batch as a rule. Not thread-safe. */
final class LastForm<K> {

    private final Function<K, Form> maker;
    private @Nullable K key;
    private @Nullable Form form;

    LastForm(Function<K, Form> maker) {
        this.maker = maker;
    }

    Form of(K wanted) {
        Form known = form;
        if (known == null || !wanted.equals(key)) {
            known = maker.apply(wanted);
            key = wanted;
            form = known;
        }
        return known;
    }
}
