/*
 * floor URI GROUPS[,GROUPS…] THREADS: the least that a client of libvirt's library can do.
 *
 * Each line on standard input asks for one cycle: a bulk call for each of the sets of statistics groups
 * (libvirt's flags). With more than one thread, each takes its share of the domains. Each cycle prints
 * the nanoseconds it took and the number of records that came.
 */
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_THREADS 64
#define MOST_SETS 16

typedef struct {
    virDomainPtr *domains;
    unsigned int groups;
    int records;
} share;

static virConnectPtr connection;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void fail(const char *what)
{
    fprintf(stderr, "floor: %s: %s\n", what, virGetLastErrorMessage());
    exit(1);
}

static void silent(void *data, virErrorPtr error)
{
    (void)data;
    (void)error;
}

static int read_all(unsigned int groups)
{
    virDomainStatsRecordPtr *records;
    unsigned int flags = VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT;
    int count = virConnectGetAllDomainStats(connection, groups, &records, flags);
    if (count < 0)
        fail("statistics of all domains");
    virDomainStatsRecordListFree(records);
    return count;
}

static void *read_share(void *argument)
{
    share *mine = argument;
    virDomainStatsRecordPtr *records;
    if (mine->domains[0] == NULL)
        return NULL;
    mine->records = virDomainListGetStats(mine->domains, mine->groups, &records,
                                          VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
    if (mine->records < 0)
        fail("statistics of some domains");
    virDomainStatsRecordListFree(records);
    return NULL;
}

static int read_in_parallel(unsigned int groups, int threads)
{
    virDomainPtr *domains;
    pthread_t running[MOST_THREADS];
    share shares[MOST_THREADS];
    int total = 0, next = 0;
    int count = virConnectListAllDomains(connection, &domains, VIR_CONNECT_LIST_DOMAINS_ACTIVE);
    if (count < 0)
        fail("list of domains");
    for (int i = 0; i < threads; i++) {
        int end = (int)((long long)count * (i + 1) / threads);
        shares[i].domains = calloc(end - next + 1, sizeof(virDomainPtr));
        shares[i].groups = groups;
        shares[i].records = 0;
        memcpy(shares[i].domains, domains + next, (end - next) * sizeof(virDomainPtr));
        next = end;
        pthread_create(&running[i], NULL, read_share, &shares[i]);
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(running[i], NULL);
        total += shares[i].records;
        free(shares[i].domains);
    }
    for (int i = 0; i < count; i++)
        virDomainFree(domains[i]);
    free(domains);
    return total;
}

static int parse_sets(char *text, unsigned int *sets)
{
    int count = 0;
    for (char *word = strtok(text, ","); word != NULL && count < MOST_SETS; word = strtok(NULL, ","))
        sets[count++] = (unsigned int)strtoul(word, NULL, 0);
    return count;
}

int main(int argc, char **argv)
{
    unsigned int sets[MOST_SETS];
    char line[16];
    int count, threads = argc == 4 ? atoi(argv[3]) : 0;
    if (threads < 1 || threads > MOST_THREADS || (count = parse_sets(argv[2], sets)) == 0) {
        fprintf(stderr, "usage: floor URI GROUPS[,GROUPS...] THREADS\n");
        return 2;
    }
    virSetErrorFunc(NULL, silent);
    if ((connection = virConnectOpenReadOnly(argv[1])) == NULL)
        fail(argv[1]);
    while (fgets(line, sizeof line, stdin) != NULL) {
        long long start = now();
        int records = 0;
        for (int i = 0; i < count; i++)
            records += threads == 1 ? read_all(sets[i]) : read_in_parallel(sets[i], threads);
        printf("%lld %d\n", now() - start, records);
        fflush(stdout);
    }
    virConnectClose(connection);
    return 0;
}
