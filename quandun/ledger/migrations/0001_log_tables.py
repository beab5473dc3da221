"""The tables of the log."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField(unique=True)),
                ('root', models.BinaryField(max_length=32)),
                ('note', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Cursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subscriber', models.CharField(max_length=120, unique=True)),
                ('next_index', models.BigIntegerField(default=0)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=200)),
                ('seal', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Tip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(max_length=100)),
                ('entry', models.BinaryField(null=True)),
                ('salt', models.BinaryField(null=True)),
                ('leaf', models.BinaryField()),
                ('leaf_hash', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('by_id', models.CharField(max_length=80)),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'id'], name='entries_of_a_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('entry__isnull', True), ('salt__isnull', True)), models.Q(('entry__isnull', False), ('salt__isnull', False)), _connector='OR'), name='entry_and_salt_erased_together')],
            },
        ),
        migrations.CreateModel(
            name='Once',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.CharField(max_length=80)),
                ('key', models.CharField(max_length=200)),
                ('request_digest', models.CharField(max_length=64)),
                ('answer', models.TextField(blank=True)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor', 'key'), name='one_answer_per_key')],
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outbox', to='ledger.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='place', to='ledger.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Tick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('period', models.BigIntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'period'), name='one_tick_per_period')],
            },
        ),
        migrations.CreateModel(
            name='Tile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('n', models.BigIntegerField()),
                ('hashes', models.BinaryField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('level', 'n'), name='one_tile_at_a_place')],
            },
        ),
        migrations.CreateModel(
            name='About',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(max_length=80)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='abouts', to='ledger.entry')),
            ],
            options={
                'indexes': [models.Index(fields=['public_id', 'entry'], name='entries_about_an_object')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'public_id'), name='an_entry_names_an_object_once')],
            },
        ),
    ]
