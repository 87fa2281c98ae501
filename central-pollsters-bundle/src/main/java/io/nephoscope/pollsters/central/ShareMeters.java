package io.nephoscope.pollsters.central;

import static io.nephoscope.pollsters.central.Field.firstOf;
import static io.nephoscope.pollsters.central.Field.optional;
import static io.nephoscope.pollsters.central.ListedMeter.gauge;
import static io.nephoscope.pollsters.central.Volume.numberOrZero;

import java.util.List;

/** Meters of Manila. */
final class ShareMeters {

    private static final SubjectRow SHARE = SubjectRow.plain()
            .ownedBy(optional("user_id"), optional("project_id"))
            .withOptional("name", "availability_zone")
            .withOptional("share_type", "share_network_id", "status", "host", "is_public")
            .with("protocol", firstOf("share_proto", "share_protocol"));

    private static final StatusCodes CODES = StatusCodes.from(
            1,
            "available",
            "creating",
            "deleting",
            "error",
            "error_deleting",
            "migrating",
            "extending",
            "shrinking",
            "reverting",
            "inactive",
            "manage_starting",
            "manage_error",
            "unmanage_starting",
            "unmanage_error",
            "unmanaged",
            "extending_error",
            "shrinking_error",
            "reverting_error",
            "awaiting_transfer",
            "backup_creating",
            "backup_restoring",
            "backup_restoring_error",
            "creating_from_snapshot",
            "shrinking_possible_data_loss_error",
            "migrating_to",
            "replication_change");

    static final List<ListedMeter> ROWS = List.of(
            gauge("manila.share.status", "status", "manila_shares", SHARE, CODES.of("status")),
            gauge("manila.share.size", "GiB", "manila_shares", SHARE, numberOrZero("size")));

    private ShareMeters() {}
}
