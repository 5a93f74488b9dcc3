/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The C library's heap, set up for a program with many threads that share its data. */
#pragma once

/* Lets blocks of a quarter of a megabyte and more go back to the system as soon as they are freed, and all threads share
 * a few heaps. To be called before any thread is there. Does nothing where the C library has no such settings. */
void ent_memory_set_up (void);
