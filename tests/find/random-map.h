/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Maps by chance, for tests. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

/* Of @n_actors, with three times as many relations, some articles and excerpts. By g_test_rand. (transfer full) */
EntMapIndex *random_map (guint n_actors);

/* Dates of all sorts, "" among them. NULL-terminated */
extern const char *const random_dates[];

G_END_DECLS
