/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Valid maps by chance, made along the field tables: every member, value and unknown member that the format allows can come up. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* (transfer full) */
EntSnapshot *random_map_new (GRand *rand);

G_END_DECLS
