package io.nephoscope.pollsters.central;

import static io.nephoscope.pollsters.central.Field.optional;
import static io.nephoscope.pollsters.central.ListedMeter.gauge;
import static io.nephoscope.pollsters.central.Volume.number;

import java.util.List;

/** Meters of Glance. */
final class ImageMeters {

    private static final SubjectRow IMAGE = SubjectRow.plain()
            .ownedBy(Field.NONE, optional("owner"))
            .withOptional(
                    "status",
                    "visibility",
                    "name",
                    "container_format",
                    "created_at",
                    "disk_format",
                    "updated_at",
                    "min_disk")
            .with("is_protected", optional("protected"))
            .withOptional("checksum", "min_ram", "tags", "virtual_size");

    static final List<ListedMeter> ROWS = List.of(gauge("image.size", "B", "images", IMAGE, number("size")));

    private ImageMeters() {}
}
