/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers back what was not saved when the program ended without warning. */
#pragma once

#include "ent-application.h"

G_BEGIN_DECLS

/* Looks for drafts in a thread; where there are some, a dialog over @application's window lists them. Once in the life of a program. */
void ent_recovery_start (EntApplication *application);

G_END_DECLS
