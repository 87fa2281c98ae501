package io.nephoscope.testkit.openstack.simulated;

/** Cinder v3. */
final class SimulatedCinder extends SimulatedService {

    static final String PATH = "/volume/v3";
    private static final String OWN = PATH + "/{project}";

    SimulatedCinder(Entries entries) {
        super(entries);
    }

    @Override
    void register(Routes routes) {
        routes.get(OWN + "/volumes/detail", ofAll(Kind.VOLUME, "volumes"));
        routes.get(OWN + "/snapshots/detail", ofAll(Kind.SNAPSHOT, "snapshots"));
        routes.get(OWN + "/backups/detail", ofAll(Kind.BACKUP, "backups"));
        routes.get(OWN + "/scheduler-stats/get_pools", pages(list(Kind.VOLUME_POOL, "pools")));
        routes.get(OWN + "/os-services", pages(list(Kind.VOLUME_SERVICE, "services")));
    }

    private Routes.Answers ofAll(Kind kind, String key) {
        return pagesOfAllProjects(list(kind, key).paged(size().pageSize()), "all_tenants");
    }
}
