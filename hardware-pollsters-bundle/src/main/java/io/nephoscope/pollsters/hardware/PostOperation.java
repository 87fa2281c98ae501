package io.nephoscope.pollsters.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is done after a value was read, by Ceilometer's names. */
enum PostOperation {
    NONE("", ""),
    /** What is free becomes what is used, by the total. */
    MEMORY("_post_op_memory_avail_to_used", ""),
    /** The interface's address is added, and its name tells the resource apart. */
    NET("_post_op_net", "name"),
    /** The device's name tells the resource apart. */
    DISK("_post_op_disk", "device");

    /** The total that {@link #MEMORY} takes what is free from. */
    static final String MEMORY_TOTAL = "1.3.6.1.4.1.2021.4.5.0";

    /** The interfaces' indices by their addresses, which {@link #NET} looks into. */
    static final String ADDRESSES = "1.3.6.1.2.1.4.20.1.2";

    private final String text;
    private final String part;

    PostOperation(String text, String part) {
        this.text = text;
        this.part = part;
    }

    static Optional<PostOperation> of(String written) {
        return Arrays.stream(values()).filter(each -> each.text.equals(written)).findFirst();
    }

    /** All that may be written. */
    static List<String> texts() {
        return Arrays.stream(values())
                .map(each -> each.text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The metadata that tells the parts of a device apart; empty if there are none. */
    String part() {
        return part;
    }
}
