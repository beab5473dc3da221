"""Front door of the workbench (法律工作台): other rooms reach its pages by address, nothing else leaves by it."""

__all__: list[str] = []
